//! The words of `#[reverse]` and `#[forward]`, and what fits where.
use crate::signature::{Argument, Function, Shape};
use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token, Type};

#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    Reverse,
    Forward,
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Mode::Reverse => "reverse",
            Mode::Forward => "forward",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Activity {
    Active,
    ActiveOnly,
    Const,
    Duplicated,
    DuplicatedOnly,
    Dual,
    DualOnly,
}
use Activity::*;

fn by_name(name: &str) -> Option<Activity> {
    Some(match name {
        "Active" => Active,
        "ActiveOnly" => ActiveOnly,
        "Const" => Const,
        "Duplicated" => Duplicated,
        "DuplicatedOnly" => DuplicatedOnly,
        "Dual" => Dual,
        "DualOnly" => DualOnly,
        _ => return None,
    })
}

/// `d_f, Activity, …` or `Self::d_f, Activity, …`, and `split` at the end.
pub struct Words {
    pub associated: bool,
    pub split: Option<Ident>,
    pub derivative: Ident,
    pub activities: Vec<(Ident, Activity)>,
}

impl Parse for Words {
    fn parse(input: ParseStream) -> syn::Result<Words> {
        let associated = input.peek(Token![Self]);
        if associated {
            input.parse::<Token![Self]>()?;
            input.parse::<Token![::]>()?;
        }
        let derivative: Ident = input.parse().map_err(|e| {
            syn::Error::new(e.span(), "begin with the name of the derivative, then one activity for each argument and for the result")
        })?;
        let (mut activities, mut split) = (Vec::new(), None);
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.parse()?;
            if let Some(split) = &split {
                return Err(syn::Error::new_spanned(split, "`split` stands last"));
            }
            if word == "split" {
                split = Some(word);
                continue;
            }
            let Some(activity) = by_name(&word.to_string()) else {
                return Err(syn::Error::new(
                    word.span(),
                    format!(
                    "`{word}` is no activity; there are Active, ActiveOnly, Const, Duplicated, \
                     DuplicatedOnly for `reverse`, and Dual, DualOnly, Const for `forward`"),
                ));
            };
            activities.push((word, activity));
        }
        Ok(Words { associated, split, derivative, activities })
    }
}

/// What one would usually write for an argument.
fn usual(mode: Mode, a: &Argument) -> Activity {
    match (mode, a.shape) {
        (_, Shape::Integer | Shape::Reference { text: true, .. }) => Const,
        (Mode::Forward, _) => Dual,
        (_, Shape::Reference { .. }) => Duplicated,
        (_, Shape::Float | Shape::Other) => Active,
    }
}

/// The attribute in full.
fn suggestion(mode: Mode, name: &Ident, arguments: &[Argument], result: Option<&Type>) -> String {
    let mut words = vec![name.to_string()];
    words.extend(arguments.iter().map(|a| format!("{:?}", usual(mode, a))));
    if result.is_some() {
        words.push(format!("{:?}", if mode == Mode::Reverse { Active } else { Dual }));
    }
    format!("#[wengert::{}({})]", mode.name(), words.join(", "))
}

/// Checks the words against the function: the arguments' activities and that of
/// the result (Const where there is none).
pub fn check(
    mode: Mode,
    words: &Words,
    f: &Function,
    arguments: &[Argument],
    result: Option<&Type>,
) -> syn::Result<(Vec<Activity>, Activity)> {
    let wanted = arguments.len() + result.is_some() as usize;
    let write = suggestion(mode, &words.derivative, arguments, result);
    if words.activities.len() != wanted {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        return Err(syn::Error::new(
            Span::call_site(),
            format!(
                "`{}` takes {} and returns {}: write {}, for example `{write}`",
                f.signature.ident,
                count(arguments.len(), "argument"),
                if result.is_some() { "a value" } else { "nothing" },
                match wanted {
                    1 => "1 activity".into(),
                    n => format!("{n} activities"),
                }
            ),
        ));
    }
    for (a, (word, activity)) in arguments.iter().zip(&words.activities) {
        let name = &a.name;
        let by_value = !matches!(a.shape, Shape::Reference { .. });
        let problem = match (mode, activity) {
            (_, Const) | (Mode::Forward, Dual | DualOnly) => None,
            (Mode::Reverse, Dual | DualOnly) => Some(format!(
                "belongs to `forward`; write `{:?}`", usual(mode, a))),
            (Mode::Forward, _) => Some("belongs to `reverse`; write `Dual`, or `Const`".to_string()),
            (_, ActiveOnly) => Some(format!(
                "is for results; write `{:?}` for an argument like `{name}`", usual(mode, a))),
            (_, Active) if !by_value => Some(format!(
                "does not fit the reference `{name}`: its gradient is added to a shadow; write `Duplicated`, or `Const`")),
            (_, Active) if a.shape == Shape::Integer => Some(format!(
                "does not fit the integer `{name}`; write `Const`")),
            (_, Duplicated | DuplicatedOnly) if by_value => Some(format!(
                "does not fit `{name}`, which is passed by value: its gradient is returned; write `Active`, or `Const`, or take `{name}` by reference")),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(syn::Error::new(word.span(), format!("`{word}` {problem}")));
        }
    }
    if let Some(split) = &words.split {
        let problem = match (mode, words.activities.last()) {
            (Mode::Forward, _) => "`split` belongs to `reverse`",
            (_, Some((_, Active))) if result.is_some() => "",
            _ => "`split` is for a function whose result is `Active`: the seed of the second half is that of the result",
        };
        if !problem.is_empty() {
            return Err(syn::Error::new_spanned(split, problem));
        }
    }
    let Some(ty) = result else {
        return Ok((words.activities.iter().map(|a| a.1).collect(), Const));
    };
    let (word, last) = words.activities.last().unwrap();
    let fits = match mode {
        Mode::Reverse => matches!(last, Active | ActiveOnly | Const),
        Mode::Forward => matches!(last, Dual | DualOnly | Const),
    };
    if !fits {
        return Err(syn::Error::new(
            word.span(),
            format!(
                "`{word}` does not fit the result; write {}",
                if mode == Mode::Reverse {
                    "`Active`, `ActiveOnly` or `Const`"
                } else {
                    "`Dual`, `DualOnly` or `Const`"
                }
            ),
        ));
    }
    if matches!(ty, Type::Reference(_)) && *last != Const {
        return Err(syn::Error::new_spanned(ty, "a returned reference has no derivative here; return the value, or write into a `&mut` argument"));
    }
    let n = words.activities.len() - 1;
    Ok((words.activities[..n].iter().map(|a| a.1).collect(), *last))
}
