//! Stretches of markup whose text is left out, and why.

use super::blocks::Left;

/// How deep the reader stands, and the elements around it that are left out.
#[derive(Debug, Default)]
pub(super) struct Mutes {
    depth: usize,
    open: Vec<Mute>,
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
        let mut left = None;
        while self.open.last().is_some_and(|mute| mute.depth >= self.depth) {
            left = self.open.pop().and_then(|mute| mute.why.filter(|_| mute.heard)).or(left);
        }
        self.depth = self.depth.saturating_sub(1);
        left
    }

    /// The depth of the element that began last.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Leaves out the rest of the element at `depth`; a reason is counted, if there is text to hear.
    pub(super) fn mute(&mut self, depth: usize, why: Option<Left>) {
        self.open.push(Mute { depth, why, heard: false });
    }

    /// Whether text is left out here; it is noted where it says something.
    pub(super) fn hear(&mut self, text: &str) -> bool {
        if let Some(outermost) = self.open.first_mut() {
            outermost.heard |= !text.trim().is_empty();
        }
        !self.open.is_empty()
    }
}
