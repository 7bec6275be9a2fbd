//! Stretches of markup whose text is left out, and why.

use super::blocks::Left;

/// How deep the reader stands, and the outermost element around it that is left out.
#[derive(Debug, Default)]
pub(super) struct Mutes {
    depth: usize,
    open: Option<Mute>,
}

#[derive(Debug)]
struct Mute {
    depth: usize,
    why: Option<Left>,
    heard: bool,
}

impl Mutes {
    /// An element begins.
    pub(super) fn down(&mut self) {
        self.depth += 1;
    }

    /// An element ends. What was left out with it, if it had text.
    pub(super) fn up(&mut self) -> Option<Left> {
        let ended = self.open.take_if(|mute| mute.depth >= self.depth);
        self.depth = self.depth.saturating_sub(1);
        ended.filter(|mute| mute.heard)?.why
    }

    /// The depth of the element that began last.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Leaves out the rest of the element at `depth`; a reason is counted, if there is text to hear.
    pub(super) fn mute(&mut self, depth: usize, why: Option<Left>) {
        if self.open.as_ref().is_none_or(|mute| depth < mute.depth) {
            self.open = Some(Mute { depth, why, heard: false });
        }
    }

    /// Whether text is left out here; it is noted where it says something.
    pub(super) fn hear(&mut self, text: &str) -> bool {
        let Some(mute) = &mut self.open else { return false };
        mute.heard |= !text.trim().is_empty();
        true
    }
}
