//! Rules by hand: registrations of the wire convention.
//!
//! A function with a rule becomes a call of a shim that has nothing but
//! pointers and integers:
//!
//! ```text
//! fn f(x: f64, p: &[f64], n: usize) -> f64 {
//!     fn body(x: f64, p: &[f64], n: usize) -> f64 { … }
//!     extern "C-unwind" fn shim(x: *mut f64, p: *mut f64, p_len: usize, n: usize, result: *mut f64)
//!     extern "C-unwind" fn augmented(x, dx, p, dp, p_len, n, result, dresult) -> *mut c_void
//!     extern "C-unwind" fn reverse(x, dx, p, dp, p_len, n, result, dresult, tape)
//!     static RULE: Registration<3> = [shim, augmented, reverse];
//!     …
//! }
//! ```
//!
//! What the reverse pass hands the rule was kept on the tape: by then the
//! memory may hold something else. Memory without a derivative is its own
//! shadow; the rule gets scratch memory in its place.
use crate::activity::Mode;
use crate::signature::{arguments, result, Argument, Function, Shape};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use std::hash::{Hash, Hasher};
use syn::{Ident, Path, Type};

pub fn expand(mode: Mode, attribute: TokenStream, item: TokenStream) -> TokenStream {
    with_rules(mode, attribute, item.clone()).unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote!(#item #error)
    })
}

/// A global's name that nothing else has.
fn symbol(prefix: &str, f: &Ident) -> String {
    let mut hash = std::hash::DefaultHasher::new();
    let at = Span::call_site();
    (std::env::var("CARGO_PKG_NAME").ok(), std::env::var("CARGO_CRATE_NAME").ok()).hash(&mut hash);
    (at.file(), at.start().line, at.start().column).hash(&mut hash);
    format!("{prefix}_{f}_{:016x}", hash.finish())
}

/// Rules belong to one symbol.
fn one_symbol(f: &Function, what: &str) -> syn::Result<()> {
    let s = &f.signature;
    if let Some(r) = s.receiver() {
        return Err(syn::Error::new_spanned(
            r,
            format!("{what} belongs to a free function: write one, and let the method call it"),
        ));
    }
    match s.generics.params.iter().find(|p| !matches!(p, syn::GenericParam::Lifetime(_))) {
        Some(p) => Err(syn::Error::new_spanned(p, format!(
            "{what} belongs to one function: write one for the type in question, and let the generic one call it"))),
        None => Ok(()),
    }
}

fn element(ty: &Type) -> &Type {
    match ty {
        Type::Reference(r) => match &*r.elem {
            Type::Slice(s) => &s.elem,
            t => t,
        },
        t => t,
    }
}

struct Rules<'a> {
    f: &'a Function,
    all: Vec<Argument>,
    result: Option<&'a Type>,
    reverse: Option<Path>,
    forward: Option<Path>,
}

fn with_rules(mode: Mode, attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let mut f: Function = syn::parse2(item)?;
    let name = f.signature.ident.clone();
    let path = |tokens: TokenStream| {
        syn::parse2::<Path>(tokens).map_err(|_| syn::Error::new(Span::call_site(), format!(
            "name the function that is the rule, for example `#[wengert::custom_{}({name}_rule)]`", mode.name())))
    };
    let (mut reverse, mut forward) = (None, None);
    match mode {
        Mode::Reverse => reverse = Some(path(attribute)?),
        Mode::Forward => forward = Some(path(attribute)?),
    }
    // The rule of the other mode shares the shim.
    let mut kept = Vec::new();
    for a in std::mem::take(&mut f.attributes) {
        match a.path().segments.last().map(|s| s.ident.to_string()).as_deref() {
            Some("custom_reverse") => reverse = Some(a.parse_args()?),
            Some("custom_forward") => forward = Some(a.parse_args()?),
            _ => kept.push(a),
        }
    }
    f.attributes = kept;
    one_symbol(&f, "a custom rule")?;
    let all = arguments(&f.signature)?;
    for a in &all {
        let text = matches!(a.shape, Shape::Reference { text: true, .. });
        if a.shape == Shape::Other || text {
            return Err(syn::Error::new_spanned(&a.ty, format!(
                "a function with a custom rule takes floats, integers and references to them: pass `{}` by reference, as `&{}`",
                a.name, if text { "[u8]".into() } else { let t = &a.ty; quote!(#t).to_string().replace(" < ", "<").replace(" >", ">") })));
        }
    }
    Ok(Rules { result: result(&f.signature), f: &f, all, reverse, forward }.tokens())
}

impl Rules<'_> {
    /// The shim's parameters, with shadows or without.
    fn parameters(&self, shadows: bool) -> TokenStream {
        let mut out = Vec::new();
        for a in &self.all {
            let (name, shadow, t) = (&a.name, a.shadow(), element(&a.ty));
            if a.shape == Shape::Integer {
                out.push(quote!(#name: #t));
                continue;
            }
            out.push(quote!(#name: *mut #t));
            if shadows {
                out.push(quote!(#shadow: *mut #t));
            }
            if let Some(n) = length(a) {
                out.push(quote!(#n: usize));
            }
        }
        if let Some(r) = self.result {
            out.push(quote!(result: *mut #r));
            if shadows {
                out.push(quote!(d_result: *mut #r));
            }
        }
        quote!(#(#out),*)
    }

    /// The body's arguments, from the shim's parameters.
    fn unpacked(&self) -> Vec<TokenStream> {
        self.all
            .iter()
            .map(|a| {
                let n = &a.name;
                view(a, &quote!(#n))
            })
            .collect()
    }

    fn run_body(&self) -> TokenStream {
        let arguments = self.unpacked();
        match self.result {
            Some(_) => quote!(result.write(body(#(#arguments),*));),
            None => quote!(body(#(#arguments),*);),
        }
    }

    fn tokens(&self) -> TokenStream {
        let Function { attributes, visibility, signature, body: block, .. } = self.f;
        let (inputs, output) = (&signature.inputs, &signature.output);
        let lifetimes = &signature.generics;
        let parameters = self.parameters(false);
        let run = self.run_body();
        let mut passed: Vec<TokenStream> = Vec::new();
        for a in &self.all {
            let name = &a.name;
            match a.shape {
                Shape::Integer => passed.push(quote!(#name)),
                Shape::Float => passed.push(quote!(&raw const #name as *mut _)),
                Shape::Reference { slice: true, .. } => {
                    passed.push(quote!(#name.as_ptr() as *mut _));
                    passed.push(quote!(#name.len()));
                }
                Shape::Reference { mutable: true, .. } => passed.push(quote!(&raw mut *#name)),
                _ => passed.push(quote!(&raw const *#name as *mut _)),
            }
        }
        let call = match self.result {
            Some(r) => quote! {
                let mut result = ::wengert::__private::MaybeUninit::<#r>::uninit();
                unsafe { shim(#(#passed,)* result.as_mut_ptr()); result.assume_init() }
            },
            None => quote!(unsafe { shim(#(#passed),*) }),
        };
        let reverse = self.reverse.as_ref().map(|r| self.reverse_rule(r));
        let forward = self.forward.as_ref().map(|r| self.forward_rule(r));
        quote! {
            #(#attributes)*
            #[allow(unsafe_op_in_unsafe_fn, unused_mut, unused_variables, unused_unsafe)]
            #visibility #signature {
                #[inline(always)]
                fn body #lifetimes (#inputs) #output #block
                #[inline(never)]
                unsafe extern "C-unwind" fn shim(#parameters) { #run }
                #reverse
                #forward
                #call
            }
        }
    }

    fn register(&self, prefix: &str, functions: TokenStream, n: usize) -> TokenStream {
        let name = symbol(prefix, &self.f.signature.ident);
        quote! {
            const _: () = {
                #[used]
                #[export_name = #name]
                static RULE: ::wengert::__private::Registration<#n> =
                    ::wengert::__private::Registration([#functions]);
            };
        }
    }

    fn reverse_rule(&self, rule: &Path) -> TokenStream {
        let parameters = self.parameters(true);
        let run = self.run_body();
        let active: Vec<_> = self.all.iter().filter(|a| a.shape != Shape::Integer).collect();
        let names: Vec<_> = active.iter().map(|a| &a.name).collect();
        let save = |a: &Argument| {
            let (name, t) = (&a.name, element(&a.ty));
            match length(a) {
                Some(n) => quote!(std::slice::from_raw_parts(#name as *const #t, #n).to_vec()),
                None => quote!(<#t as Clone>::clone(&*#name)),
            }
        };
        let saved = active.iter().map(|a| save(a));
        let kept = active.iter().map(|a| {
            let t = element(&a.ty);
            if length(a).is_some() {
                quote!(Vec<#t>)
            } else {
                quote!(#t)
            }
        });
        let locals: Vec<_> = names.iter().map(|n| format_ident!("kept_{}", n)).collect();
        let kept = quote!((#(#kept,)*));
        let mut scratch = Vec::new();
        let mut passed = Vec::new();
        let mut gradients = Vec::new();
        let mut flush = Vec::new();
        for a in &self.all {
            let (name, shadow, local) = (&a.name, a.shadow(), format_ident!("kept_{}", a.name));
            match a.shape {
                Shape::Integer => passed.push(quote!(#name)),
                Shape::Float => {
                    passed.push(quote!(#local));
                    let g = format_ident!("gradient_{}", name);
                    gradients.push(quote!(#g));
                    flush.push(quote!(if #shadow != #name { *#shadow += #g; }));
                }
                Shape::Reference { mutable, slice, .. } => {
                    let s = format_ident!("scratch_{}", name);
                    scratch.push(quote!(let mut #s = (#shadow == #name).then(|| #local.clone());));
                    let t = element(&a.ty);
                    let (whole, rest) = match length(a) {
                        Some(n) => (
                            quote!(&mut s[..]),
                            quote!(std::slice::from_raw_parts_mut(#shadow, #n)),
                        ),
                        None => (quote!(s), quote!(&mut *#shadow)),
                    };
                    let (and, index) = (
                        if mutable { quote!(&mut) } else { quote!(&) },
                        slice.then(|| quote!([..])),
                    );
                    passed.push(quote!(#and #local #index));
                    let ty = if slice { quote!(&mut [#t]) } else { quote!(&mut #t) };
                    passed.push(quote!({ let shadow: #ty = match &mut #s { Some(s) => #whole, None => #rest }; shadow }));
                }
                Shape::Other => {}
            }
        }
        let (guard, seed) = match self.result {
            Some(r) => (
                quote!(if d_result == result {
                    return;
                }),
                quote!(, std::ptr::replace(d_result, <#r as ::wengert::Differentiable>::zero())),
            ),
            None => (quote!(), quote!()),
        };
        let seed = if passed.is_empty() { quote!() } else { seed };
        let bind = match gradients.len() {
            0 => quote!(let () =),
            1 => quote!(let #(#gradients)* =),
            _ => quote!(let (#(#gradients),*) =),
        };
        let register = self.register(
            "__enzyme_register_gradient",
            quote!(shim as *const _, augmented as *const _, reverse as *const _),
            3,
        );
        quote! {
            unsafe extern "C-unwind" fn augmented(#parameters) -> *mut ::wengert::__private::c_void {
                // A `&mut` argument is kept as the function left it.
                #run
                let kept: #kept = (#(#saved,)*);
                Box::into_raw(Box::new(kept)) as *mut _
            }
            unsafe extern "C-unwind" fn reverse(#parameters, tape: *mut ::wengert::__private::c_void) {
                let kept: Box<#kept> = Box::from_raw(tape as *mut #kept);
                let (#(mut #locals,)*) = *kept;
                #guard
                #(#scratch)*
                #bind #rule(#(#passed),* #seed);
                #(#flush)*
            }
            #register
        }
    }

    fn forward_rule(&self, rule: &Path) -> TokenStream {
        let parameters = self.parameters(true);
        let run = self.run_body();
        let mut scratch = Vec::new();
        let mut passed = Vec::new();
        for a in &self.all {
            let (name, shadow, t) = (&a.name, a.shadow(), element(&a.ty));
            let zero = quote!(<#t as ::wengert::Differentiable>::zero());
            match a.shape {
                Shape::Integer => passed.push(quote!(#name)),
                Shape::Float => {
                    passed.push(quote!(*#name));
                    passed.push(quote!(if #shadow == #name { #zero } else { *#shadow }));
                }
                Shape::Reference { mutable, .. } => {
                    let s = format_ident!("scratch_{}", name);
                    let c = format_ident!("copy_{}", name);
                    let (zeros, whole, rest, copy) = match length(a) {
                        Some(n) => (
                            quote!((0..#n).map(|_| #zero).collect::<Vec<#t>>()),
                            quote!(&mut s[..]),
                            quote!(std::slice::from_raw_parts_mut(#shadow, #n)),
                            quote!(std::slice::from_raw_parts(#name as *const #t, #n).to_vec()),
                        ),
                        None => (
                            zero,
                            quote!(s),
                            quote!(&mut *#shadow),
                            quote!(<#t as Clone>::clone(&*#name)),
                        ),
                    };
                    scratch.push(quote!(let mut #s = (#shadow == #name).then(|| #zeros);));
                    if mutable {
                        // The body writes the values, the rule the tangents.
                        scratch.push(quote!(let mut #c = #copy;));
                        let index = length(a).map(|_| quote!([..]));
                        passed.push(quote!(&mut #c #index));
                    } else {
                        passed.push(view(a, &quote!(#name)));
                    }
                    let ty = if length(a).is_some() { quote!(&mut [#t]) } else { quote!(&mut #t) };
                    passed.push(quote!({ let shadow: #ty = match &mut #s { Some(s) => #whole, None => #rest }; shadow }));
                }
                Shape::Other => {}
            }
        }
        let take = match self.result {
            Some(_) => quote!(if d_result != result {
                d_result.write(tangent);
            }),
            None => quote!(),
        };
        let register = self.register(
            "__enzyme_register_derivative",
            quote!(shim as *const _, forward as *const _),
            2,
        );
        quote! {
            unsafe extern "C-unwind" fn forward(#parameters) {
                #(#scratch)*
                let tangent = #rule(#(#passed),*);
                #run
                #take
            }
            #register
        }
    }
}

/// The parameter that holds a slice's length.
fn length(a: &Argument) -> Option<Ident> {
    matches!(a.shape, Shape::Reference { slice: true, .. })
        .then(|| format_ident!("{}_length", a.name))
}

/// The argument that pointer P of the shim stands for.
fn view(a: &Argument, p: &TokenStream) -> TokenStream {
    let n = length(a);
    match a.shape {
        Shape::Float => quote!(*#p),
        Shape::Reference { mutable: true, slice: true, .. } => {
            quote!(std::slice::from_raw_parts_mut(#p, #n))
        }
        Shape::Reference { slice: true, .. } => {
            quote!(std::slice::from_raw_parts(#p as *const _, #n))
        }
        Shape::Reference { mutable: true, .. } => quote!(&mut *#p),
        Shape::Reference { .. } => quote!(&*#p),
        _ => p.clone(),
    }
}

fn registered(
    f: &Function,
    prefix: &str,
    item: &TokenStream,
    more: TokenStream,
    n: usize,
) -> TokenStream {
    let name = &f.signature.ident;
    let symbol = symbol(prefix, name);
    quote! {
        #[inline(never)]
        #item
        const _: () = {
            #[used]
            #[export_name = #symbol]
            static RULE: ::wengert::__private::Registration<#n> =
                ::wengert::__private::Registration([#name as *const _ #more]);
        };
    }
}

pub fn inactive(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let make = || {
        let f: Function = syn::parse2(item.clone())?;
        if !attribute.is_empty() {
            return Err(syn::Error::new_spanned(
                &attribute,
                "`#[wengert::inactive]` takes nothing",
            ));
        }
        one_symbol(&f, "`inactive`")?;
        Ok(registered(&f, "__enzyme_inactivefn", &item, quote!(), 1))
    };
    make().unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote!(#item #error)
    })
}

pub fn function_like(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let make = || {
        let f: Function = syn::parse2(item.clone())?;
        let known: syn::LitStr = syn::parse2(attribute.clone()).map_err(|_| {
            syn::Error::new(
                Span::call_site(),
                "name a function of the C library: `#[wengert::function_like(\"log1p\")]`",
            )
        })?;
        one_symbol(&f, "`function_like`")?;
        for a in &arguments(&f.signature)? {
            if a.shape != Shape::Float {
                return Err(syn::Error::new_spanned(
                    &a.ty,
                    format!(
                        "`{}` takes floats by value; so must a function like it",
                        known.value()
                    ),
                ));
            }
        }
        let text = std::ffi::CString::new(known.value())
            .map_err(|_| syn::Error::new_spanned(&known, "a name without zero bytes"))?;
        let text = proc_macro2::Literal::c_string(&text);
        Ok(registered(&f, "__enzyme_function_like", &item, quote!(, #text.as_ptr() as *const _), 2))
    };
    make().unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote!(#item #error)
    })
}
