// Reading by keyboard and finger; marks, notes, links and boxes work without it.
(() => {
  "use strict";
  const cues = [...document.querySelectorAll(".text .cue")];
  const link = cue => cue.querySelector(".ref");
  const shown = () => cues.filter(cue => link(cue).offsetParent !== null);

  const open = id => {
    const note = document.getElementById(id);
    const box = note && note.closest("details");
    if (box) box.open = true;
  };
  const here = cue => {
    cues.forEach(other => other.classList.toggle("here", other === cue));
    link(cue).focus({ preventScroll: true });
    cue.scrollIntoView({ block: "nearest" });
  };
  const step = by => {
    const list = shown();
    if (list.length === 0) return;
    const at = list.findIndex(cue => cue.classList.contains("here"));
    here(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  };

  if (matchMedia("(min-width: 56.01rem)").matches) {
    document.querySelectorAll(".roomy > .note").forEach(note => { note.open = true; });
  }
  document.querySelectorAll(".keys").forEach(keys => { keys.hidden = cues.length === 0; });
  addEventListener("hashchange", () => open(location.hash.slice(1)));
  open(location.hash.slice(1));

  document.addEventListener("click", event => {
    const cue = event.target.closest(".text .cue");
    if (!cue || event.target.closest("a") || String(getSelection()) || link(cue).offsetParent === null) return;
    link(cue).click();
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j" || event.key === "n") step(1);
    if (event.key === "k" || event.key === "p") step(-1);
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".note:not([open])")];
    closed.forEach(note => { note.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach(note => { note.open = false; }));
})();
