//! `detente sample`: draws passages for coding by hand.
use super::args::SampleArgs;
use super::{Exit, Stop};
/// Runs the command.
pub(crate) fn run(_args: &SampleArgs) -> Result<Exit, Stop> {
    Ok(Exit::Done)
}
