//! Some `for` loops run their trips again in the reverse sweep.

use crate::ast::Name;

const CHECKPOINT: &str = "#[checkpoint(";

/// The attribute of a loop, by a schedule that follows from its label; none where the loop may be left early.
pub(super) fn checkpoint(label: &Name, body: &str, depth: usize) -> String {
    let policies = [
        "every = 2",
        "revolve = 2",
        "bytes = 100",
        "revolve = 1",
        "every = 3",
    ];
    let number = label.bytes().map(usize::from).sum::<usize>();
    match policies.get(number % 9) {
        Some(policy) if !is_left(body) => {
            format!("{CHECKPOINT}{policy})]\n{}", "    ".repeat(depth))
        }
        _ => String::new(),
    }
}

/// Whether a body contains an exit that might lead further than to its end.
fn is_left(body: &str) -> bool {
    let own = |target: &str| {
        let name: String = target.chars().take_while(|c| c.is_alphanumeric()).collect();
        body.contains(&format!("'{name}: "))
    };
    let mut breaks = body.split("break").skip(1);
    let mut continues = body.split("continue '").skip(1);
    body.contains("return")
        || breaks.any(|t| !t.strip_prefix(" '").is_some_and(own))
        || continues.any(|t| !own(t))
}

/// For what the macros do not look into, or are not asked to.
pub(super) fn without_checkpoints(text: &str) -> String {
    let lines = text.lines().filter(|l| !l.contains(CHECKPOINT));
    lines.collect::<Vec<_>>().join("\n")
}
