//! The plugin: finding it, checking that it fits the compiler, keeping a copy.
use crate::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The compiler in use, as it describes itself.
pub struct Compiler {
    pub release: String,
    pub host: String,
    pub llvm: String,
}

pub fn compiler() -> Result<Compiler> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let done = Command::new(&rustc)
        .arg("-vV")
        .output()
        .map_err(|e| format!("`{rustc}` does not run: {e}"))?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let field = |name: &str| {
        text.lines()
            .find_map(|l| l.strip_prefix(name)?.strip_prefix(": "))
            .map(String::from)
            .ok_or(format!("`{rustc} -vV` says nothing of its {name}"))
    };
    Ok(Compiler { release: field("release")?, host: field("host")?, llvm: field("LLVM version")? })
}

impl Compiler {
    /// The clang whose lld is as new as this compiler's LLVM.
    pub fn clang(&self) -> Result<String> {
        let major = self.llvm.split('.').next().unwrap_or_default();
        let names = [format!("clang-{major}"), "clang".to_string()];
        let fits = |name: &&String| {
            Command::new(name).arg("--version").output().is_ok_and(|done| {
                String::from_utf8_lossy(&done.stdout).contains(&format!("version {major}."))
            })
        };
        names
            .iter()
            .find(fits)
            .cloned()
            .ok_or(format!("no clang {major} on the PATH, which is to link with its lld"))
    }

    /// The plugin's file name for this compiler's LLVM.
    pub fn plugin_name(&self) -> String {
        format!("libEnzyme-{}.so", self.llvm.split('.').next().unwrap_or_default())
    }

    pub fn check(&self, plugin: &Path) -> Result<()> {
        let name = plugin.file_name().unwrap_or_default().to_string_lossy();
        if name == self.plugin_name() {
            return Ok(());
        }
        Err(format!(
            "rustc {} has LLVM {} and needs {}, not {name}: choose the toolchain that fits, or build the plugin for that LLVM",
            self.release, self.llvm, self.plugin_name()
        ))
    }
}

/// Where setup keeps the plugin.
pub fn home() -> Result<PathBuf> {
    if let Some(p) = std::env::var_os("WENGERT_HOME") {
        return Ok(p.into());
    }
    if let Some(p) = std::env::var_os("CARGO_HOME") {
        return Ok(Path::new(&p).join("wengert"));
    }
    std::env::var_os("HOME")
        .map(|p| Path::new(&p).join(".cargo/wengert"))
        .ok_or("neither WENGERT_HOME, CARGO_HOME nor HOME is set".into())
}

/// The plugin to use.
pub fn installed() -> Result<PathBuf> {
    let compiler = compiler()?;
    let path = match std::env::var_os("WENGERT_PLUGIN") {
        Some(p) => PathBuf::from(p),
        None => home()?.join(compiler.plugin_name()),
    };
    if !path.exists() {
        return Err(format!(
            "no plugin at {}: run `cargo wengert setup --plugin <{}>`",
            path.display(),
            compiler.plugin_name()
        ));
    }
    compiler.check(&path)?;
    path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))
}

/// A fingerprint of the plugin (FNV-1a): cargo does not know that its results
/// depend on it.
pub fn fingerprint(plugin: &Path) -> Result<String> {
    let bytes = std::fs::read(plugin).map_err(|e| format!("{}: {e}", plugin.display()))?;
    let hash = bytes
        .iter()
        .fold(0xcbf29ce484222325u64, |h, b| (h ^ *b as u64).wrapping_mul(0x100000001b3));
    Ok(format!("{hash:016x}"))
}

/// Where the source tree that this program was built from has its plugin.
fn built_beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../build/lib").join(name)
}

pub fn setup(arguments: &[String]) -> Result<ExitCode> {
    let compiler = compiler()?;
    let name = compiler.plugin_name();
    let from = match arguments {
        [] => built_beside(&name),
        [flag, path] if flag == "--plugin" => PathBuf::from(path),
        _ => return Err("setup takes `--plugin <file>`, or nothing".into()),
    };
    if !from.exists() {
        return Err(format!(
            "no plugin at {}: build it, or name it with `--plugin <{name}>`",
            from.display()
        ));
    }
    compiler.check(&from)?;
    let home = home()?;
    let to = home.join(&name);
    // Beside and swapped in: compilers may be using the old one.
    let beside = home.join(format!("{name}.new-{}", std::process::id()));
    std::fs::create_dir_all(&home)
        .and_then(|_| std::fs::copy(&from, &beside))
        .and_then(|_| std::fs::rename(&beside, &to))
        .map_err(|e| format!("{}: {e}", to.display()))?;
    println!(
        "rustc {} (LLVM {}) differentiates with {}",
        compiler.release,
        compiler.llvm,
        to.display()
    );
    Ok(ExitCode::SUCCESS)
}
