//! cargo's own commands.
use crate::{compiler, plugin, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

pub fn knows(command: &str) -> bool {
    matches!(
        command,
        "build" | "b" | "run" | "r" | "test" | "t" | "bench" | "doc" | "clippy"
    )
}

pub fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// The value of an option of the user's, before `--`.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let ours = arguments.split(|a| a == "--").next().unwrap_or_default();
    ours.iter().enumerate().find_map(|(i, a)| {
        if a == name {
            return ours.get(i + 1).map(String::as_str);
        }
        a.strip_prefix(name)?.strip_prefix('=')
    })
}

/// Where cargo would put what it builds.
pub fn target_folder(arguments: &[String]) -> Result<PathBuf> {
    let mut ask = Command::new(cargo_program());
    ask.args(["metadata", "--no-deps", "--format-version", "1"]);
    if let Some(path) = option(arguments, "--manifest-path") {
        ask.args(["--manifest-path", path]);
    }
    let done = ask.output().map_err(|e| format!("cargo does not run: {e}"))?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).trim().to_string());
    }
    let text = String::from_utf8_lossy(&done.stdout);
    let key = "\"target_directory\":\"";
    let start = text.find(key).ok_or("cargo metadata names no target folder")? + key.len();
    let end = text[start..].find('"').ok_or("cargo metadata names no target folder")?;
    Ok(PathBuf::from(text[start..start + end].replace("\\\\", "\\").replace("\\/", "/")))
}

/// A folder of our own in it, one for each way the plugin gets in, emptied when
/// the plugin is another: cargo does not know that what it built depends on it.
pub fn own_folder(base: &Path, lld: bool, stamp: &str) -> Result<PathBuf> {
    let folder = base.join(if lld { "wengert-lld" } else { "wengert" });
    let file = folder.join("plugin");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    if std::fs::read_to_string(&file).unwrap_or_default() != stamp {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(failed)?;
        }
        std::fs::create_dir_all(&folder).map_err(failed)?;
        std::fs::write(&file, stamp).map_err(failed)?;
    }
    Ok(folder)
}

fn refuse_other_wrappers() -> Result<()> {
    if std::env::var_os("RUSTC_WRAPPER").is_some_and(|w| !w.is_empty()) {
        return Err(
            "RUSTC_WRAPPER is set, and this is a wrapper itself: unset it for this command".into(),
        );
    }
    Ok(())
}

/// cargo, with this program as the compiler's wrapper and as rustdoc. Where it
/// builds is for the caller to say.
pub fn prepare(command: &str, arguments: &[String], lld: bool) -> Result<Command> {
    let plugin = plugin::installed()?;
    refuse_other_wrappers()?;
    let this = std::env::current_exe().map_err(|e| format!("this program: {e}"))?;
    let mut cargo = Command::new(cargo_program());
    cargo
        .arg(command)
        .args(arguments)
        .env(compiler::ROLE, if lld { "lld" } else { "plugin" })
        .env(compiler::PLUGIN, &plugin)
        .env(compiler::CLANG, if lld { plugin::compiler()?.clang()? } else { String::new() })
        .env(compiler::RUSTDOC, std::env::var("RUSTDOC").unwrap_or_else(|_| "rustdoc".into()))
        .env("RUSTC_WRAPPER", &this)
        .env("RUSTDOC", &this);
    Ok(cargo)
}

pub fn cargo(command: &str, arguments: &[String], lld: bool) -> Result<ExitCode> {
    let stamp = plugin::fingerprint(&plugin::installed()?)?;
    refuse_other_wrappers()?;
    let mut all = arguments.to_vec();
    if option(arguments, "--target-dir").is_none() {
        let folder = own_folder(&target_folder(arguments)?, lld, &stamp)?;
        all.insert(0, format!("--target-dir={}", folder.display()));
    }
    let mut cargo = prepare(command, &all, lld)?;
    let status = cargo.status().map_err(|e| format!("cargo does not run: {e}"))?;
    Ok(ExitCode::from(status.code().unwrap_or(101) as u8))
}
