//! `cargo wengert`: cargo with a compiler that differentiates.
//!
//! The program has three roles. As `cargo wengert build` it calls cargo, with
//! itself as the compiler's wrapper and as rustdoc. As wrapper it calls rustc
//! with what the plugin needs, and leaves build scripts and proc-macro crates
//! alone. So nothing of the user's flags is replaced, and no project needs any.
mod check;
mod compiler;
mod doctor;
mod explain;
mod plugin;
mod project;
mod run;

use std::process::ExitCode;

const USAGE: &str = "\
cargo wengert: cargo with a compiler that differentiates

    cargo wengert setup [--plugin <libEnzyme-NN.so>]   take the plugin into use
    cargo wengert doctor                               what is there, and does it work
    cargo wengert new <folder>                         a project to start from
    cargo wengert explain [-o <file>] [--text|--json] [build's options]
                                                       a page about the derivatives
    cargo wengert check [--report] [--every <n>] [test's options, or --bin, --example]
                                                       tests with every gradient checked
    cargo wengert build|run|test|bench|doc …           as cargo's own, with derivatives

Before a cargo command:
    --lld     no unstable flag: link-time optimization by lld, which loads the plugin

Environment: WENGERT_PLUGIN (a plugin in place of the one set up), WENGERT_HOME
(where setup keeps it; otherwise wengert/ in cargo's home).";

/// A message for the user, one line where possible.
pub type Result<T> = std::result::Result<T, String>;

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let mut rest = arguments;
    let mut lld = false;
    while let Some((first, more)) = rest.split_first() {
        match first.as_str() {
            "--lld" => lld = true,
            "setup" => return plugin::setup(more),
            "doctor" => return doctor::doctor(),
            "check" => return check::check(more, lld),
            "explain" => return explain::explain(more, lld),
            "new" => return project::create(more),
            "help" | "-h" | "--help" => {
                println!("{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            "-V" | "--version" => {
                println!("cargo-wengert {}", env!("CARGO_PKG_VERSION"));
                return Ok(ExitCode::SUCCESS);
            }
            command if run::knows(command) => return run::cargo(command, more, lld),
            other => return Err(format!("no command `{other}`; see `cargo wengert help`")),
        }
        rest = more;
    }
    Err("no command; see `cargo wengert help`".into())
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = if std::env::var_os(compiler::ROLE).is_some() {
        compiler::compile(&arguments)
    } else {
        // `cargo wengert …` hands over its own name first.
        if arguments.first().is_some_and(|a| a == "wengert") {
            arguments.remove(0);
        }
        dispatch(&arguments)
    };
    done.unwrap_or_else(|message| {
        eprintln!("cargo wengert: {message}");
        ExitCode::FAILURE
    })
}
