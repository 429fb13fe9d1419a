//! Where kept states are.
use super::count;
use super::state::Layout;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

/// Keeps states outside of memory, for a schedule of your own.
/// [`TemporaryFile`] is one.
pub trait Storage {
    /// Keeps the bytes of a state, which are as many each time.
    fn store(&mut self, slot: usize, state: &[u8]) -> std::io::Result<()>;
    /// Gives back what was stored in this slot.
    fn load(&mut self, slot: usize, state: &mut [u8]) -> std::io::Result<()>;
    /// What is stored there is not needed any more.
    fn discard(&mut self, _slot: usize) {}
}

/// A file without a name in the system's folder for temporary files.
#[derive(Default)]
pub struct TemporaryFile {
    file: Option<File>,
    places: HashMap<usize, u64>,
}

impl TemporaryFile {
    fn make() -> std::io::Result<File> {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        loop {
            let name =
                format!("wengert-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            match File::options().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    std::fs::remove_file(&path)?;
                    return Ok(file);
                }
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
    }
}

impl Storage for TemporaryFile {
    fn store(&mut self, slot: usize, state: &[u8]) -> std::io::Result<()> {
        if self.file.is_none() {
            self.file = Some(Self::make()?);
        }
        let next = self.places.len() as u64;
        let place = *self.places.entry(slot).or_insert(next);
        let file = self.file.as_mut().expect("made above");
        file.seek(SeekFrom::Start(place * state.len() as u64))?;
        file.write_all(state)
    }
    fn load(&mut self, slot: usize, state: &mut [u8]) -> std::io::Result<()> {
        match (&mut self.file, self.places.get(&slot)) {
            (Some(file), Some(place)) => {
                file.seek(SeekFrom::Start(place * state.len() as u64))?;
                file.read_exact(state)
            }
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    }
}

/// Memory of one state, counted for as long as it is there.
pub(super) struct Copy(Vec<u8>);

impl Copy {
    pub fn new(bytes: usize) -> Copy {
        count(|s| {
            s.bytes += bytes;
            s.peak_bytes = s.peak_bytes.max(s.bytes);
        });
        Copy(vec![0; bytes])
    }
    pub fn of(layout: &Layout) -> Copy {
        let mut copy = Copy::new(layout.bytes());
        layout.save(&mut copy.0);
        copy
    }
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        count(|s| s.bytes -= self.0.len());
    }
}

/// The kept states of a loop.
pub(super) struct Snapshots {
    first_stored: usize,
    memory: HashMap<usize, Copy>,
    storage: Option<Box<dyn Storage>>,
}

impl Snapshots {
    pub fn new(first_stored: usize) -> Snapshots {
        Snapshots { first_stored, memory: HashMap::new(), storage: None }
    }

    pub fn save(&mut self, slot: usize, layout: &Layout, make: impl FnOnce() -> Box<dyn Storage>) {
        count(|s| s.saves += 1);
        if slot < self.first_stored {
            match self.memory.get_mut(&slot) {
                Some(copy) => layout.save(&mut copy.0),
                None => drop(self.memory.insert(slot, Copy::of(layout))),
            }
            return;
        }
        let copy = Copy::of(layout);
        let storage = self.storage.get_or_insert_with(make);
        if let Err(e) = storage.store(slot, &copy.0) {
            panic!("wengert: checkpointed loop: cannot store a state: {e}");
        }
        count(|s| s.stored_bytes += layout.bytes());
    }

    pub fn load(&mut self, slot: usize, layout: &Layout) {
        if slot < self.first_stored {
            match self.memory.get(&slot) {
                Some(copy) => layout.load(&copy.0),
                None => panic!(
                    "wengert: checkpointed loop: the schedule loads slot {slot}, which it has not saved"
                ),
            }
            return;
        }
        let mut copy = Copy::new(layout.bytes());
        let result = match &mut self.storage {
            Some(storage) => storage.load(slot, &mut copy.0),
            None => Err(std::io::ErrorKind::NotFound.into()),
        };
        if let Err(e) = result {
            panic!("wengert: checkpointed loop: cannot load a stored state: {e}");
        }
        layout.load(&copy.0);
    }

    pub fn discard(&mut self, slot: usize) {
        if slot < self.first_stored {
            self.memory.remove(&slot);
        } else if let Some(storage) = &mut self.storage {
            storage.discard(slot);
        }
    }
}
