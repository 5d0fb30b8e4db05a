//! What can go wrong, and how the program ends then.

use std::io;
use std::process::ExitCode;

/// A reason to stop before the end.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense: exit code 2.
    Usage(String),
    /// A file, the training or a check failed: exit code 1.
    Run(String),
    /// Nobody reads the output any more, or it cannot be written.
    Output(io::Error),
}

impl Failure {
    /// The exit code; a reader that went away (`| head`) is no failure.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Failure::Run(_) | Failure::Output(_) => 1,
        }
    }

    /// The line for standard error, if there is anything to say.
    pub fn message(&self) -> Option<String> {
        match self {
            Failure::Usage(message) => Some(format!("{message}\nTry --help.")),
            Failure::Run(message) => Some(message.clone()),
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Failure::Output(error) => Some(format!("cannot write the output: {error}")),
        }
    }
}

/// How `main` ends; what there is to say is said after the program's name.
pub fn exit(program: &str, ended: Result<(), Failure>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(message) = failure.message() {
                eprintln!("{program}: {message}");
            }
            ExitCode::from(failure.exit_code())
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Failure::Usage(error.to_string())
    }
}
