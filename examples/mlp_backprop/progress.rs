//! How the training is going: a bar that fills up on a terminal, a line for each epoch elsewhere.

use std::io::{self, Write};

const WIDTH: usize = 30;

/// Writes the progress of a training.
pub struct Progress<'a> {
    out: &'a mut dyn Write,
    terminal: bool,
    epochs: usize,
    drawn: usize,
    status: String,
}

impl<'a> Progress<'a> {
    /// Progress of so many epochs; only a terminal gets a bar.
    pub fn new(out: &'a mut dyn Write, terminal: bool, epochs: usize) -> Self {
        Progress {
            out,
            terminal,
            epochs,
            drawn: usize::MAX,
            status: String::new(),
        }
    }

    /// A fraction of an epoch is done.
    pub fn batch(&mut self, epoch: usize, fraction: f64) -> io::Result<()> {
        let done = (epoch - 1) as f64 + fraction;
        let filled = (done / self.epochs as f64 * WIDTH as f64) as usize;
        if !self.terminal || filled == self.drawn {
            return Ok(());
        }
        self.drawn = filled;
        self.draw(epoch)
    }

    /// An epoch is done, at this mean training cost and so many of the test examples right.
    pub fn epoch(&mut self, epoch: usize, cost: f64, correct: usize, of: usize) -> io::Result<()> {
        let accuracy = 100.0 * correct as f64 / of as f64;
        self.status = format!("cost {cost:.5}  test accuracy {accuracy:.2} %");
        if !self.terminal {
            let digits = self.epochs.to_string().len();
            return writeln!(
                self.out,
                "epoch {epoch:digits$}/{}  {}",
                self.epochs, self.status
            );
        }
        self.draw(epoch)?;
        if epoch == self.epochs {
            self.stop()
        } else {
            Ok(())
        }
    }

    /// Leaves the bar as it is; what follows starts a new line.
    pub fn stop(&mut self) -> io::Result<()> {
        if self.terminal {
            writeln!(self.out)
        } else {
            Ok(())
        }
    }

    fn draw(&mut self, epoch: usize) -> io::Result<()> {
        let filled = self.drawn.min(WIDTH);
        let (bar, rest) = ("#".repeat(filled), " ".repeat(WIDTH - filled));
        write!(
            self.out,
            "\r[{bar}{rest}] epoch {epoch}/{}  {} ",
            self.epochs, self.status
        )?;
        self.out.flush()
    }
}
