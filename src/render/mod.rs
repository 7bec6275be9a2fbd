//! Reports → text.
