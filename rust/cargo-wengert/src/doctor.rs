//! `cargo wengert doctor`: what is there, and whether it works.
use crate::{plugin, Result};
use std::path::Path;
use std::process::{Command, ExitCode};

/// d/dx x² at 3, through the whole chain.
const PROGRAM: &str = r#"
use std::ffi::c_void;
extern "C" { fn __enzyme_autodiff_doctor(f: *const c_void, x: f64) -> f64; }
fn square(x: f64) -> f64 { x * x }
fn main() { print!("{}", unsafe { __enzyme_autodiff_doctor(square as *const c_void, 3.0) }); }
"#;

fn differentiate(plugin: &Path) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("cargo-wengert-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let attempt = || {
        let source = folder.join("doctor.rs");
        let program = folder.join("doctor");
        std::fs::write(&source, PROGRAM).map_err(|e| e.to_string())?;
        let done = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into()))
            .args(["--edition", "2021", "-O", "-Ccodegen-units=1"])
            .arg(format!("-Zllvm-plugins={}", plugin.display()))
            .arg(&source)
            .arg("-o")
            .arg(&program)
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .map_err(|e| e.to_string())?;
        if !done.status.success() {
            return Err(format!("rustc failed: {}", String::from_utf8_lossy(&done.stderr).trim()));
        }
        let ran = Command::new(&program).output().map_err(|e| e.to_string())?;
        match String::from_utf8_lossy(&ran.stdout).trim() {
            "6" => Ok(()),
            other => Err(format!("the derivative of x² at 3 came out as `{other}`")),
        }
    };
    let result = attempt();
    let _ = std::fs::remove_dir_all(&folder);
    result
}

pub fn doctor() -> Result<ExitCode> {
    let mut well = true;
    let mut say = |what: &str, result: Result<String>| {
        well &= result.is_ok();
        match result {
            Ok(text) => println!("ok      {what}: {text}"),
            Err(text) => println!("WRONG   {what}: {text}"),
        }
    };
    say(
        "compiler",
        plugin::compiler().map(|c| format!("rustc {}, LLVM {}, {}", c.release, c.llvm, c.host)),
    );
    let found = plugin::installed();
    say("plugin", found.as_ref().map(|p| p.display().to_string()).map_err(String::clone));
    if let Ok(p) = &found {
        say("a derivative", differentiate(p).map(|_| "d(x²)/dx = 6 at 3".into()));
    }
    let wrapper = std::env::var("RUSTC_WRAPPER").unwrap_or_default();
    say(
        "wrappers",
        if wrapper.is_empty() {
            Ok("none in the way".into())
        } else {
            Err(format!("RUSTC_WRAPPER is {wrapper}; `cargo wengert` is one itself: unset it"))
        },
    );
    match plugin::compiler().and_then(|c| c.clang()) {
        Ok(clang) => println!("note    --lld: links with {clang}"),
        Err(text) => println!("note    --lld: {text}; the other way needs none"),
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
