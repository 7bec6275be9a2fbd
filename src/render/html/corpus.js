// The table of documents: sorted, searched and shown a page at a time; passages are read when a row is opened.
(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const [stances, labels] = JSON.parse(byId("names").textContent);
  const documents = JSON.parse(byId("data").textContent).map(
    ([id, title, words, [race, raceStance, infra, infraStance], [tilt, low, high], label, framed], at) =>
      ({ at, id, title, words, race, raceStance, infra, infraStance, tilt, low, high, label, framed }));
  const SIZE = 100;
  const levels = ["none", "trace", "clear", "dominant"];
  const state = { key: "", down: false, search: "", label: "", page: 0 };
  let shown = documents;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const shape = (name, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const isolated = text => element("bdi", {}, text);
  const signed = x => (Math.abs(x) < 0.005 ? "+0.00" : (x < 0 ? "−" : "+") + Math.abs(x).toFixed(2));
  const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

  const squares = (level, pole) => shape("svg", { class: "level", viewBox: "0 0 34 10", "aria-hidden": "true" },
    ...[0, 1, 2].map(i => shape("rect", { class: i < level ? pole : "empty", x: 12 * i + 1, y: 1, width: 8, height: 8 })));
  const scale = d => {
    const x = tilt => (tilt + 1) * 100;
    return shape("svg", { class: "scale", viewBox: "0 0 200 14", "aria-hidden": "true" },
      shape("path", { class: "axis", d: "M0 7H200M100 1V13" }),
      shape("rect", { class: "interval", x: x(d.low), y: 4.5, width: x(d.high) - x(d.low), height: 5, rx: 2.5 }),
      shape("circle", { class: "mean", cx: x(d.tilt), cy: 7, r: 4.5 }));
  };
  const frame = (level, stance, pole) => element("td", { class: `frame ${pole}` }, squares(level, pole),
    element("span", { class: "hidden" }, `${level} ${levels[level]} `), level > 0 ? stances[stance] : "");

  const tilt = d => (d.race + d.infra === 0 ? element("td", { class: "tilt dim" }, "–")
    : element("td", { class: "tilt" }, scale(d), signed(d.tilt)));

  let lines = null;
  const details = at => {
    lines = lines || byId("passages").textContent.split("\n");
    return JSON.parse(lines[at]);
  };
  const cue = part => element("span", { class: `cue ${part[1]} ${part[2]} ${part[3]}` }, element("mark", {}, part[0]));
  const reading = ([words, pole, stance, voice, axis, entry, speaker, because]) => {
    const line = element("li", { class: pole }, element("b", {}, `${pole}, ${axis}`), ` · “`, isolated(words),
      `” · ${stance} · ${voice}`);
    if (speaker) line.append(" (", isolated(speaker), ")");
    line.append(" · ", element("code", {}, entry));
    if (because) line.append(element("span", { class: "dim" }, " · ", isolated(because)));
    return line;
  };
  const passage = ({ line, sentences }) => {
    const made = [];
    sentences.forEach((parts, i) => {
      const text = element("p", {}, ...parts.map(part => (typeof part === "string" ? part : cue(part))));
      if (i === 0) text.prepend(element("span", { class: "dim" }, `line ${line} `));
      made.push(text, element("ul", {}, ...parts.filter(part => typeof part !== "string").map(reading)));
    });
    return made;
  };
  const panel = d => {
    const { passages, left_out: left } = details(d.at);
    const cell = element("td", { colspan: 6 }, ...passages.flatMap(passage));
    if (left > 0) cell.append(element("p", { class: "dim" }, `${grouped(left)} more framed ${left === 1 ? "passage" : "passages"} left out here.`));
    if (d.framed === 0) cell.append(element("p", { class: "dim" }, "No passage carries a frame."));
    return element("tr", { class: "panel", id: `panel-${d.at}` }, cell);
  };
  const toggle = (button, d) => {
    const old = byId(`panel-${d.at}`);
    if (old) old.remove();
    else button.closest("tr").after(panel(d));
    button.setAttribute("aria-expanded", String(!old));
  };

  const row = d => {
    const button = element("button", { type: "button", "aria-expanded": "false" }, isolated(d.title || d.id));
    button.addEventListener("click", () => toggle(button, d));
    const head = element("th", { scope: "row" }, button);
    if (d.title) head.append(" ", element("span", { class: "dim id" }, isolated(d.id)));
    return element("tr", {}, head, element("td", { class: "num" }, grouped(d.words)),
      frame(d.race, d.raceStance, "race"), frame(d.infra, d.infraStance, "infrastructure"),
      tilt(d), element("td", {}, labels[d.label]));
  };

  const orders = {
    name: (a, b) => (a.title || a.id).localeCompare(b.title || b.id, "en"),
    words: (a, b) => a.words - b.words,
    race: (a, b) => a.race - b.race || a.raceStance - b.raceStance,
    infrastructure: (a, b) => a.infra - b.infra || a.infraStance - b.infraStance,
    tilt: (a, b) => a.tilt - b.tilt,
    label: (a, b) => a.label - b.label,
  };
  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / SIZE));
    state.page = Math.min(state.page, pages - 1);
    byId("rows").replaceChildren(...shown.slice(state.page * SIZE, (state.page + 1) * SIZE).map(row));
    byId("count").textContent = `${grouped(shown.length)} of ${grouped(documents.length)} documents`;
    byId("page").textContent = `page ${state.page + 1} of ${pages}`;
    byId("back").disabled = state.page === 0;
    byId("next").disabled = state.page === pages - 1;
    document.querySelector(".pages").hidden = pages === 1;
  };
  const choose = () => {
    const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = d => (state.label === "" || d.label === Number(state.label)) &&
      words.every(word => `${d.title || ""} ${d.id}`.toLowerCase().includes(word));
    shown = documents.filter(fits);
    if (state.key) shown.sort((a, b) => (state.down ? orders[state.key](b, a) : orders[state.key](a, b)) || a.at - b.at);
    state.page = 0;
    draw();
  };

  document.querySelectorAll("[data-key]").forEach(head => {
    const button = element("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      state.down = state.key === head.dataset.key && !state.down;
      state.key = head.dataset.key;
      document.querySelectorAll("[aria-sort]").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      choose();
    });
  });
  byId("search").addEventListener("input", event => { state.search = event.target.value; choose(); });
  byId("label").addEventListener("change", event => { state.label = event.target.value; choose(); });
  const turn = by => { state.page += by; draw(); document.querySelector(".documents").scrollIntoView(); };
  byId("back").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  document.querySelector(".tools").addEventListener("submit", event => event.preventDefault());
  document.querySelector(".tools").hidden = false;
  draw();
})();
