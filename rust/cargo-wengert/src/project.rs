//! `cargo wengert new`.
use crate::Result;
use std::path::Path;
use std::process::ExitCode;

const MAIN: &str = include_str!("../project/main.rs.in");
const MANIFEST: &str = include_str!("../project/Cargo.toml.in");

pub fn create(arguments: &[String]) -> Result<ExitCode> {
    let [folder] = arguments else {
        return Err("new takes one folder".into());
    };
    let folder = Path::new(folder);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let fine = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fine {
        return Err(format!("`{name}` is no name for a package: letters, digits, - and _"));
    }
    if folder.exists() {
        return Err(format!("{} exists", folder.display()));
    }
    // The crate of the tree this program was built from, if it is still there.
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wengert");
    let source = match tree.canonicalize() {
        Ok(p) => format!("{{ path = {:?} }}", p.display().to_string()),
        Err(_) => format!("{:?}", env!("CARGO_PKG_VERSION")),
    };
    let write = || {
        std::fs::create_dir_all(folder.join("src"))?;
        std::fs::write(
            folder.join("Cargo.toml"),
            MANIFEST.replace("@name@", &name).replace("@wengert@", &source),
        )?;
        std::fs::write(folder.join("src/main.rs"), MAIN)?;
        std::fs::write(folder.join(".gitignore"), "/target\n")
    };
    write().map_err(|e: std::io::Error| format!("{}: {e}", folder.display()))?;
    println!("created {}: go there, and `cargo wengert run`", folder.display());
    Ok(ExitCode::SUCCESS)
}
