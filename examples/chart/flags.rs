//! The flags of the examples that plot what something costs over its size.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use super::failure::Failure;

/// What the command line says, or what holds where it says nothing.
#[derive(Clone, Debug)]
pub struct Flags {
    /// The largest size.
    pub largest: usize,
    /// Where the plot goes.
    pub svg: PathBuf,
}

impl Flags {
    /// `None` where only help is asked for.
    pub fn read(
        mut self,
        args: impl IntoIterator<Item = OsString>,
    ) -> Result<Option<Flags>, Failure> {
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("largest") => self.largest = parser.value()?.parse()?,
                Long("svg") => self.svg = parser.value()?.into(),
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(arg.unexpected().into()),
            }
        }
        Ok(Some(self))
    }
}
