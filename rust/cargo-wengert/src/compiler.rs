//! As rustc's wrapper and as rustdoc: adds what the plugin needs.
use crate::Result;
use std::process::{Command, ExitCode};

/// Set where the program is one of these; its value is how the plugin gets in.
pub const ROLE: &str = "CARGO_WENGERT_ROLE";
pub const PLUGIN: &str = "CARGO_WENGERT_PLUGIN";
/// The linker's driver, with lld.
pub const CLANG: &str = "CARGO_WENGERT_CLANG";
pub const RUSTDOC: &str = "CARGO_WENGERT_RUSTDOC";

/// Flags for a crate whose derivatives are wanted.
fn flags(lld: bool, plugin: &str, arguments: &[String]) -> Vec<String> {
    // One unit: it has the bodies that are differentiated.
    let mut flags = vec!["-Ccodegen-units=1".to_string()];
    if lld {
        let clang = std::env::var(CLANG).unwrap_or_else(|_| "clang".into());
        flags.push("-Clinker-plugin-lto".into());
        flags.push(format!("-Clinker={clang}"));
        flags.push("-Clink-arg=-fuse-ld=lld".into());
        flags.push(format!("-Clink-arg=-Wl,--load-pass-plugin={plugin}"));
        // At O0, lld runs no plugin.
        if !arguments.iter().any(|a| a.contains("opt-level=") && !a.ends_with("opt-level=0")) {
            flags.push("-Clink-arg=-Wl,--lto-O1".into());
        }
    } else {
        flags.push(format!("-Zllvm-plugins={plugin}"));
        // The insides of Vec and the like are instantiated where they are used.
        flags.push("-Zshare-generics=no".into());
    }
    flags
}

/// Proc-macro crates and build scripts run in the build, and cargo asks the
/// compiler what it is: nothing of these has derivatives.
fn is_plain(arguments: &[String]) -> bool {
    let follows =
        |flag: &str, value: &str| arguments.windows(2).any(|w| w[0] == flag && w[1] == value);
    !arguments.iter().any(|a| a == "--crate-name")
        || arguments.iter().any(|a| a == "--print" || a.starts_with("--print="))
        || follows("--crate-type", "proc-macro")
        || arguments.windows(2).any(|w| w[0] == "--crate-name" && w[1].starts_with("build_script_"))
}

pub fn compile(arguments: &[String]) -> Result<ExitCode> {
    let lld = std::env::var(ROLE).is_ok_and(|r| r == "lld");
    let plugin = std::env::var(PLUGIN).map_err(|_| format!("{PLUGIN} is not set"))?;
    // rustc's wrapper is handed the compiler first, rustdoc only arguments.
    let wrapped = arguments.first().filter(|a| !a.starts_with(['-', '@']) && !a.ends_with(".rs"));
    let (program, rest, plain) = match wrapped {
        Some(rustc) => (rustc.clone(), &arguments[1..], is_plain(&arguments[1..])),
        None => {
            let tests = arguments.iter().any(|a| a == "--test");
            (std::env::var(RUSTDOC).unwrap_or_else(|_| "rustdoc".into()), arguments, !tests)
        }
    };
    let mut command = Command::new(&program);
    command.args(rest);
    if !plain {
        command.args(flags(lld, &plugin, rest));
        if !lld {
            command.env("RUSTC_BOOTSTRAP", "1");
        }
    }
    let status = command.status().map_err(|e| format!("`{program}` does not run: {e}"))?;
    Ok(ExitCode::from(status.code().unwrap_or(101) as u8))
}
