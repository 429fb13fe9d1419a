//! `cargo wengert explain`: builds the project while the plugin takes notes, and
//! makes a page of them. The page is made by the script C and C++ users have as
//! `wengert-explain`, so that there is one; it needs python3.
use crate::{run, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const SCRIPT: &str = include_str!("wengert-explain");

/// What is the script's of the arguments; the rest is cargo's.
fn split(arguments: &[String]) -> Result<(Vec<String>, Vec<String>)> {
    let (mut script, mut cargo) = (Vec::new(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(a) = rest.next() {
        match a.as_str() {
            "--text" | "--json" => script.push(a.clone()),
            "-o" | "--output" => {
                let file = rest.next().ok_or(format!("{a} takes a file"))?;
                script.extend(["-o".to_string(), file.clone()]);
            }
            _ => cargo.push(a.clone()),
        }
    }
    Ok((script, cargo))
}

/// Everything in a folder of its own, built anew: what cargo need not compile
/// again would report nothing.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    std::fs::create_dir_all(folder.join("facts"))
        .and_then(|_| std::fs::write(folder.join("explain.py"), SCRIPT))
        .map_err(|e| format!("{}: {e}", folder.display()))
}

pub fn explain(arguments: &[String], lld: bool) -> Result<ExitCode> {
    let (mut script, mut build) = split(arguments)?;
    if run::option(&build, "--target-dir").is_some() {
        return Err("explain builds in a folder of its own: leave --target-dir out".into());
    }
    let folder: PathBuf = run::target_folder(&build)?.join("wengert-explain");
    empty(&folder)?;
    build.insert(0, format!("--target-dir={}", folder.join("target").display()));
    let mut cargo = run::prepare("build", &build, lld)?;
    cargo.env("WENGERT_REPORT", folder.join("facts"));
    for profile in ["DEV", "RELEASE"] {
        cargo.env(format!("CARGO_PROFILE_{profile}_DEBUG"), "2");
    }
    let status = cargo.status().map_err(|e| format!("cargo does not run: {e}"))?;
    if !status.success() {
        return Ok(ExitCode::from(status.code().unwrap_or(101) as u8));
    }
    if !script.iter().any(|a| a.starts_with('-')) {
        script.extend(["-o".to_string(), folder.join("report.html").display().to_string()]);
    }
    let facts = folder.join("facts");
    let status = Command::new("python3")
        .arg(folder.join("explain.py"))
        .arg(&facts)
        .args(&script)
        .status()
        .map_err(|e| {
            format!(
                "python3, which makes the page, does not run: {e}; the facts are in {}",
                facts.display()
            )
        })?;
    Ok(ExitCode::from(status.code().unwrap_or(1) as u8))
}
