//! `#[test_rule(arguments…)]`: a test that compares a function's rules with
//! difference quotients at these arguments.
//!
//! The numbers of all active arguments are one list; the function of this list
//! is what is differentiated.
use crate::signature::{arguments, result, Argument, Function, Shape};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Expr, Token, Type};

pub fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let test = make(attribute, item.clone()).unwrap_or_else(|e| e.to_compile_error());
    quote!(#item #test)
}

fn is_float(ty: &Type) -> bool {
    is_named(ty, "f64") || is_named(ty, "f32")
}

fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(p) if p.path.is_ident(name))
}

/// Of `f64`, `&f64` and `&[f64]`: the float, and whether it is a slice.
fn float_of(ty: &Type) -> Option<(&Type, bool)> {
    match ty {
        Type::Reference(r) => match &*r.elem {
            Type::Slice(s) if is_float(&s.elem) => Some((&*s.elem, true)),
            t if is_float(t) => Some((t, false)),
            _ => None,
        },
        t if is_float(t) => Some((t, false)),
        _ => None,
    }
}

/// How one argument is taken from the list of numbers.
fn piece(a: &Argument, given: &Expr) -> (TokenStream, TokenStream, Option<TokenStream>) {
    let (name, ty) = (&a.name, &a.ty);
    let Some((float, slice)) = float_of(ty) else {
        return (quote!(let #name: #ty = #given;), quote!(#name), None);
    };
    let (first, text) = (format_ident!("first_{}", name), name.to_string());
    let reference = matches!(a.shape, Shape::Reference { .. });
    if !slice {
        let (value, and) =
            if reference { (quote!(*#name), quote!(&)) } else { (quote!(#name), quote!()) };
        return (
            quote! {
                let #name: #ty = #given;
                let #first = state.len();
                state.push(#value as f64);
            },
            quote!(#and(numbers[#first] as #float)),
            Some(quote!((#text, #first, None))),
        );
    }
    let n = format_ident!("length_{}", name);
    let part = quote!(numbers[#first..#first + #n]);
    let passed = if is_named(float, "f64") {
        quote!(&#part)
    } else {
        quote!(&#part.iter().map(|v| *v as #float).collect::<Vec<#float>>())
    };
    (
        quote! {
            let #name: #ty = #given;
            let (#first, #n) = (state.len(), #name.len());
            state.extend(#name.iter().map(|v| *v as f64));
        },
        passed,
        Some(quote!((#text, #first, Some(#n)))),
    )
}

fn make(attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let f: Function = syn::parse2(item)?;
    let name = &f.signature.ident;
    let given =
        syn::parse::Parser::parse2(Punctuated::<Expr, Token![,]>::parse_terminated, attribute)?;
    let has = |wanted: &str| {
        f.attributes
            .iter()
            .filter(|a| a.path().segments.last().is_some_and(|s| s.ident == wanted))
            .count()
    };
    let (reverse, forward) = (has("custom_reverse") > 0, has("custom_forward") > 0);
    if !reverse && !forward {
        return Err(syn::Error::new(
            Span::call_site(),
            "put `test_rule` above the `custom_reverse` or `custom_forward` that it tests",
        ));
    }
    let all = arguments(&f.signature)?;
    if given.len() != all.len() {
        return Err(syn::Error::new(
            Span::call_site(),
            format!(
                "`{name}` takes {} argument{}, and {} given to test it with",
                all.len(),
                if all.len() == 1 { "" } else { "s" },
                if given.len() == 1 { "1 is".into() } else { format!("{} are", given.len()) },
            ),
        ));
    }
    let by_hand = format!(
        "write a test that calls `wengert::test_rule(|x| …, &[…])` with a closure around `{name}`"
    );
    for a in &all {
        if matches!(a.shape, Shape::Reference { mutable: true, .. }) {
            return Err(syn::Error::new_spanned(
                &a.ty,
                format!("`test_rule` compares results, not what is written: {by_hand}"),
            ));
        }
    }
    let Some(out) = result(&f.signature).filter(|t| is_float(t)) else {
        return Err(syn::Error::new_spanned(
            &f.signature.ident,
            format!("`test_rule` is for functions that return f64 or f32: {by_hand}"),
        ));
    };
    let (mut takes, mut passed, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (a, given) in all.iter().zip(&given) {
        let (take, pass, place) = piece(a, given);
        takes.push(take);
        passed.push(pass);
        places.extend(place);
    }
    let single = is_named(out, "f32")
        || all.iter().any(|a| float_of(&a.ty).is_some_and(|(t, _)| is_named(t, "f32")));
    let mode = |wanted: bool, method: &str| {
        let method = format_ident!("{}", method);
        wanted
            .then(|| quote!(tested.#method(|numbers: &[f64]| #name(#(#passed),*) as f64, &state);))
    };
    let (reverse, forward) = (mode(reverse, "reverse"), mode(forward, "forward"));
    // Each attribute has a test of its own.
    let test = match has("test_rule") {
        0 => format_ident!("test_rule_{}", name),
        more => format_ident!("test_rule_{}_{}", name, more + 1),
    };
    let text = name.to_string();
    Ok(quote! {
        #[cfg(test)]
        #[test]
        #[allow(unused_variables, unused_mut, clippy::all)]
        fn #test() {
            let mut state: Vec<f64> = Vec::new();
            #(#takes)*
            let tested = ::wengert::__private::Tested {
                function: #text,
                arguments: &[#(#places),*],
                single: #single,
            };
            #reverse
            #forward
        }
    })
}
