//! `cargo wengert check`: runs the project's tests, or one of its programs, with
//! every gradient compared with forward mode and with differences, and sums up.
use crate::{plugin, run, Result};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// What is ours of the arguments: the words for the checks; the rest is cargo's.
fn split(arguments: &[String]) -> Result<(Vec<String>, Vec<String>)> {
    let (mut words, mut cargo) = (vec!["strict".to_string()], Vec::new());
    let mut rest = arguments.iter();
    while let Some(a) = rest.next() {
        match a.as_str() {
            "--report" => words[0] = "report".into(),
            "--every" => {
                let n = rest.next().and_then(|n| n.parse::<u32>().ok()).filter(|n| *n > 0);
                words.push(format!("every={}", n.ok_or("--every takes a number")?));
            }
            "--" => {
                cargo.push(a.clone());
                cargo.extend(rest.by_ref().cloned());
            }
            _ => cargo.push(a.clone()),
        }
    }
    Ok((words, cargo))
}

/// One call in the source, over all processes that ran it.
#[derive(Default)]
struct Call {
    calls: u64,
    checked: u64,
    skipped: u64,
    wrong: u64,
    modes: f64,
    differences: f64,
    reason: String,
}

/// The log of the runtime: see docs/check.md.
fn read(log: &str) -> BTreeMap<(String, String), Call> {
    let mut all = BTreeMap::<_, Call>::new();
    for line in log.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [function, called, _, calls, checked, skipped, wrong, modes, differences, reason] =
            fields[..]
        else {
            continue;
        };
        let count = |s: &str| s.parse::<u64>().unwrap_or(0);
        let size = |s: &str| s.parse::<f64>().unwrap_or(f64::NAN);
        let call = all.entry((function.to_string(), called.to_string())).or_default();
        call.calls += count(calls);
        call.checked += count(checked);
        call.skipped += count(skipped);
        call.wrong += count(wrong);
        call.modes = call.modes.max(size(modes));
        call.differences = call.differences.max(size(differences));
        if !reason.is_empty() {
            call.reason = reason.to_string();
        }
    }
    all
}

fn small(x: f64) -> String {
    if x == 0.0 {
        "0".into()
    } else {
        format!("{x:.0e}")
    }
}

fn counted(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Prints the summary. True if nothing is wrong.
fn sum_up(all: &BTreeMap<(String, String), Call>) -> bool {
    let of = |f: fn(&Call) -> u64| all.values().map(f).sum::<u64>();
    let largest = |f: fn(&Call) -> f64| all.values().map(f).fold(0.0, f64::max);
    let wrong = of(|c| u64::from(c.wrong != 0));
    if all.is_empty() {
        println!("wengert check: nothing that ran calls a derivative");
        return true;
    }
    print!(
        "wengert check: {} checked in {} of {}: ",
        counted(of(|c| u64::from(c.checked != 0 || c.wrong != 0)), "derivative"),
        of(|c| c.checked.max(c.wrong)),
        counted(of(|c| c.calls), "call"),
    );
    if wrong != 0 {
        println!("{wrong} wrong");
    } else {
        println!(
            "right; largest error {} against forward mode, {} against differences",
            small(largest(|c| c.modes)),
            small(largest(|c| c.differences))
        );
    }
    for ((function, called), call) in all.iter().filter(|(_, c)| c.skipped != 0) {
        println!(
            "wengert check: `{function}`{}{called} was not checked in {}: {}",
            if called.is_empty() { "" } else { ", called at " },
            counted(call.skipped, "call"),
            call.reason
        );
    }
    wrong == 0
}

pub fn check(arguments: &[String], lld: bool) -> Result<ExitCode> {
    let stamp = plugin::fingerprint(&plugin::installed()?)?;
    let (words, mut cargo) = split(arguments)?;
    if run::option(&cargo, "--target-dir").is_some() {
        return Err("check builds in a folder of its own: leave --target-dir out".into());
    }
    let program =
        ["--bin", "--example"].iter().any(|option| run::option(&cargo, option).is_some());
    let base = run::target_folder(&cargo)?.join("wengert-check");
    let folder = run::own_folder(&base, lld, &stamp)?;
    let log = folder.join("log");
    let _ = std::fs::remove_file(&log);
    cargo.insert(0, format!("--target-dir={}", folder.display()));
    let mut command = run::prepare(if program { "run" } else { "test" }, &cargo, lld)?;
    command.env("WENGERT_CHECK", words.join(",")).env("WENGERT_CHECK_LOG", &log);
    for profile in ["DEV", "TEST", "RELEASE", "BENCH"] {
        command.env(format!("CARGO_PROFILE_{profile}_DEBUG"), "2");
    }
    let status = command.status().map_err(|e| format!("cargo does not run: {e}"))?;
    let right = sum_up(&read(&std::fs::read_to_string(&log).unwrap_or_default()));
    Ok(match status.code() {
        Some(0) if right => ExitCode::SUCCESS,
        Some(0) => ExitCode::FAILURE,
        code => ExitCode::from(code.unwrap_or(101) as u8),
    })
}
