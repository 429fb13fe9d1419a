//! Rules by hand: registrations of the wire convention.
//!
//! A function with a rule becomes a call of a shim that has nothing but pointers
//! and integers. What the rule is handed is made by closures without captures, of
//! which the shim and what is registered for it know the types alone: so they are
//! there once for each instance, where `Self` and generic parameters cannot be named.
//!
//! ```text
//! fn f(x: f64, p: &[f64], n: usize) -> f64 {
//!     let body = |x: *mut f64, p: *mut f64, p_len: usize, n: usize, result: *mut f64| { … };
//!     let keep = |x, p, p_len, n, result| …;
//!     let back = |x, dx, p, dp, p_len, n, result, dresult, kept| …;
//!     extern "C-unwind" fn shim<B, K, …>(x: *mut f64, p: *mut f64, p_len: usize, n: usize, result: *mut f64)
//!     extern "C-unwind" fn augmented<…>(x, dx, p, dp, p_len, n, result, dresult) -> *mut c_void
//!     extern "C-unwind" fn reverse<…>(x, dx, p, dp, p_len, n, result, dresult, tape)
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
use quote::{format_ident, quote, quote_spanned, ToTokens};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, FnArg, Ident, Token, Type};

pub fn expand(mode: Mode, attribute: TokenStream, item: TokenStream) -> TokenStream {
    with_rules(mode, attribute, item.clone()).unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote!(#item #error)
    })
}

/// `rule`, or of reverse mode `first, rule`: what runs in place of the function and
/// keeps something, and the rule that gets it.
struct Named {
    first: Option<Expr>,
    rule: Expr,
}

impl Parse for Named {
    fn parse(input: ParseStream) -> syn::Result<Named> {
        let rule = input.parse()?;
        if input.is_empty() {
            return Ok(Named { first: None, rule });
        }
        input.parse::<Token![,]>()?;
        let named = Named { first: Some(rule), rule: input.parse()? };
        if input.is_empty() {
            Ok(named)
        } else {
            Err(input.error("two functions at most"))
        }
    }
}

struct Rules<'a> {
    f: &'a Function,
    all: Vec<Argument>,
    result: Option<&'a Type>,
    reverse: Option<Named>,
    forward: Option<Expr>,
}

fn with_rules(mode: Mode, attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let mut f: Function = syn::parse2(item)?;
    let name = f.signature.ident.clone();
    let unnamed = |_| {
        syn::Error::new(Span::call_site(), format!(
            "name the function that is the rule, for example `#[wengert::custom_{}({name}_rule)]`", mode.name()))
    };
    let (mut reverse, mut forward) = (None, None);
    match mode {
        Mode::Reverse => reverse = Some(syn::parse2(attribute).map_err(unnamed)?),
        Mode::Forward => forward = Some(syn::parse2(attribute).map_err(unnamed)?),
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
    f.has_body("a custom rule")?;
    let all = arguments(&f.signature)?;
    for a in &all {
        if a.receiver && a.shape == Shape::Other {
            return Err(syn::Error::new_spanned(
                f.signature.receiver(),
                "a method with a custom rule takes `&self` or `&mut self`",
            ));
        }
        if a.shape == Shape::Other && holds_memory(&a.ty) {
            let ty = a.ty.to_token_stream().to_string().replace(' ', "");
            return Err(syn::Error::new_spanned(&a.ty, format!(
                "a function with a custom rule takes by value what can be copied: pass `{}` by reference, as `&{ty}`", a.name)));
        }
        if matches!(a.shape, Shape::Reference { text: true, .. }) {
            return Err(syn::Error::new_spanned(&a.ty, format!(
                "a function with a custom rule takes numbers and references to values of known size or slices: pass `{}` as `&[u8]`", a.name)));
        }
    }
    Ok(Rules { result: result(&f.signature), f: &f, all, reverse, forward }.tokens())
}

/// Is it one of the standard library's types that own memory?
fn holds_memory(ty: &Type) -> bool {
    const OWNERS: [&str; 8] =
        ["Vec", "Box", "String", "Rc", "Arc", "VecDeque", "HashMap", "BTreeMap"];
    let Type::Path(p) = ty else {
        return false;
    };
    p.path.segments.last().is_some_and(|s| OWNERS.iter().any(|o| s.ident == o))
}

/// A local variable that the user's code cannot see.
fn hidden(prefix: &str, name: &Ident) -> Ident {
    format_ident!("{}_{}", prefix, name, span = Span::mixed_site())
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

/// The names of one argument in the closures.
struct Names {
    at: Ident,
    shadow: Ident,
    length: Option<Ident>,
    kept: Ident,
    scratch: Ident,
}

fn names(a: &Argument) -> Names {
    let slice = matches!(a.shape, Shape::Reference { slice: true, .. });
    Names {
        at: hidden("at", &a.name),
        shadow: hidden("shadow", &a.name),
        length: slice.then(|| hidden("length", &a.name)),
        kept: hidden("kept", &a.name),
        scratch: hidden("scratch", &a.name),
    }
}

/// One parameter of the shim; a pointer is followed by its shadow in what is
/// registered for it.
struct Parameter {
    name: Ident,
    shadow: Option<Ident>,
    ty: TokenStream,
    passed: TokenStream,
}

impl Rules<'_> {
    /// The value that comes back, as variables that the user's code cannot see.
    fn result_names(&self) -> (Ident, Ident) {
        (Ident::new("returned", Span::mixed_site()), Ident::new("d_returned", Span::mixed_site()))
    }

    fn parameters(&self) -> Vec<Parameter> {
        let mut out = Vec::new();
        for a in &self.all {
            let Names { at, shadow, length, .. } = names(a);
            let (name, t) = (&a.name, element(&a.ty));
            if a.shape == Shape::Integer {
                out.push(Parameter {
                    name: at,
                    shadow: None,
                    ty: quote!(#t),
                    passed: quote!(#name),
                });
                continue;
            }
            let passed = match a.shape {
                Shape::Reference { slice: true, mutable: false, .. } => {
                    quote!(#name.as_ptr().cast_mut())
                }
                Shape::Reference { slice: true, .. } => quote!(#name.as_mut_ptr()),
                _ if a.receiver => quote!(#at),
                Shape::Reference { mutable: true, .. } => quote!(&raw mut *#name),
                Shape::Reference { .. } => quote!((&raw const *#name).cast_mut()),
                // The body takes it out of here.
                _ => quote!(&raw mut *#at),
            };
            out.push(Parameter { name: at, shadow: Some(shadow), ty: quote!(*mut #t), passed });
            if let Some(n) = length {
                out.push(Parameter {
                    name: n,
                    shadow: None,
                    ty: quote!(usize),
                    passed: quote!(#name.len()),
                });
            }
        }
        if let Some(r) = self.result {
            let (name, shadow) = self.result_names();
            let passed = quote!(#name.as_mut_ptr());
            out.push(Parameter { name, shadow: Some(shadow), ty: quote!(*mut #r), passed });
        }
        out
    }

    /// What the rule takes for the arguments: the types, with shadows or without.
    fn rule_types(&self, forward: bool, shadows: bool) -> Vec<TokenStream> {
        let mut out = Vec::new();
        for a in &self.all {
            let mut ty = a.ty.clone();
            let mut shadow = ty.clone();
            if let (Type::Reference(r), Type::Reference(s)) = (&mut ty, &mut shadow) {
                r.lifetime = None;
                s.lifetime = None;
                s.mutability = Some(Default::default());
            }
            out.push(quote!(#ty));
            let by_value = !matches!(a.shape, Shape::Reference { .. });
            if shadows && a.shape != Shape::Integer && (forward || !by_value) {
                out.push(quote!(#shadow));
            }
        }
        out
    }

    /// `let rule: fn(…) -> … = path;`: rustc says what is expected where it does not fit.
    fn typed(
        &self,
        name: &Ident,
        path: &Expr,
        types: &[TokenStream],
        gives: TokenStream,
    ) -> TokenStream {
        let unsafety = &self.f.signature.unsafety;
        quote_spanned!(path.span()=> let #name: #unsafety fn(#(#types),*) -> #gives = #path;)
    }

    /// The arguments that have gradients of their own, by value.
    fn by_value(&self) -> impl Iterator<Item = &Argument> {
        self.all.iter().filter(|a| !matches!(a.shape, Shape::Integer | Shape::Reference { .. }))
    }

    fn tokens(&self) -> TokenStream {
        let Function { attributes, visibility, signature, .. } = self.f;
        let mut signature = signature.clone();
        for (input, a) in signature.inputs.iter_mut().zip(&self.all) {
            if let FnArg::Typed(p) = input {
                let name = &a.name;
                p.pat = syn::parse_quote!(#name);
            }
        }
        let body = self.body();
        let (result, _) = self.result_names();
        // The body takes `self` away.
        let receiver = self.all.iter().filter(|a| a.receiver).map(|a| {
            let at = names(a).at;
            match a.shape {
                Shape::Reference { mutable: true, .. } => quote!(let #at = &raw mut *self;),
                _ => quote!(let #at = (&raw const *self).cast_mut();),
            }
        });
        let owned = self.by_value().map(|a| {
            let (name, at) = (&a.name, names(a).at);
            quote!(let mut #at = ::wengert::__private::ManuallyDrop::new(#name);)
        });
        let parameters = self.parameters();
        let passed: Vec<_> = parameters.iter().map(|p| &p.passed).collect();
        let mut closures = Vec::new();
        let mut handed = Vec::new();
        let mut given = |closure: TokenStream, name: &str| {
            let name = Ident::new(name, Span::mixed_site());
            closures.push(quote!(let #name = #closure;));
            handed.push(quote!(#name));
        };
        given(body, "body");
        if let Some(named) = &self.reverse {
            given(self.keep(named), "keep");
            given(self.back(named), "back");
        }
        if let Some(rule) = &self.forward {
            given(self.along(rule), "along");
        }
        let functions = self.functions(&parameters);
        let enter = quote!(__wengert_enter(#(#handed,)* #(#passed),*));
        let call = match self.result {
            Some(r) => quote! {
                let mut #result = ::wengert::__private::MaybeUninit::<#r>::uninit();
                unsafe { #enter; #result.assume_init() }
            },
            None => quote!(unsafe { #enter }),
        };
        quote! {
            #(#attributes)*
            #[allow(unsafe_op_in_unsafe_fn, unused_mut, unused_variables, unused_unsafe, clippy::all)]
            #visibility #signature {
                #functions
                #(#receiver)*
                #(#closures)*
                #(#owned)*
                #call
            }
        }
    }

    /// The function's own body; it captures `self` where there is one.
    fn body(&self) -> TokenStream {
        let (inputs, block) = (&self.f.signature.inputs, &self.f.body);
        let parameters = self.closure_parameters(false);
        let takes = self.all.iter().zip(inputs).filter_map(|(a, input)| {
            let FnArg::Typed(p) = input else {
                return None;
            };
            let (pattern, ty, value) = (&p.pat, &p.ty, view(a));
            Some(quote!(let #pattern: #ty = unsafe { #value };))
        });
        let output = match self.result {
            Some(r) => quote!(#r),
            None => quote!(()),
        };
        // A closure, so that `return` and `?` leave it alone.
        let run = quote!((move || -> #output #block)());
        let (result, _) = self.result_names();
        let run = match self.result {
            Some(_) => {
                let value = Ident::new("value", Span::mixed_site());
                quote!(let #value = #run; unsafe { #result.write(#value) };)
            }
            None => quote!(#run),
        };
        quote!(move |#parameters| { #(#takes)* #run })
    }

    fn closure_parameters(&self, shadows: bool) -> TokenStream {
        let out = self.parameters().into_iter().map(|Parameter { name, shadow, ty, .. }| {
            let shadow = shadow.filter(|_| shadows).map(|s| quote!(#s: #ty,));
            quote!(#name: #ty, #shadow)
        });
        quote!(#(#out)*)
    }

    /// What the reverse pass will hand the rule.
    fn keep(&self, Named { first, .. }: &Named) -> TokenStream {
        let parameters = self.closure_parameters(false);
        let kept = self.all.iter().filter(|a| a.shape != Shape::Integer).map(copy);
        let Some(first) = first else {
            return quote!(|#parameters| unsafe { ((#(#kept,)*), ()) });
        };
        // It runs in place of the function.
        let run = Ident::new("first", Span::mixed_site());
        let gives = match self.result {
            Some(r) => quote!((#r, _)),
            None => quote!(_),
        };
        let typed = self.typed(&run, first, &self.rule_types(false, false), gives);
        let views = self.all.iter().map(view);
        let (result, _) = self.result_names();
        let call = match self.result {
            Some(_) => quote!({
                let (value, tape) = #run(#(#views),*);
                #result.write(value);
                tape
            }),
            None => quote!(#run(#(#views),*)),
        };
        quote!(|#parameters| unsafe {
            #typed
            let tape = #call;
            ((#(#kept,)*), tape)
        })
    }

    /// Calls the rule in the reverse pass, with what was kept.
    fn back(&self, Named { first, rule }: &Named) -> TokenStream {
        let parameters = self.closure_parameters(true);
        let (mut scratch, mut passed, mut kept, mut types) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for a in &self.all {
            let n @ Names { at, kept: local, .. } = &names(a);
            if a.shape == Shape::Integer {
                passed.push(quote!(#at));
                continue;
            }
            kept.push(quote!(mut #local));
            let t = element(&a.ty);
            types.push(if n.length.is_some() { quote!(Vec<#t>) } else { quote!(#t) });
            match a.shape {
                Shape::Reference { mutable, slice, .. } => {
                    let and = if mutable { quote!(&mut) } else { quote!(&) };
                    let index = slice.then(|| quote!([..]));
                    let (take, shadow) = shadow_memory(a, n, quote!(Clone::clone(&#local)));
                    scratch.push(take);
                    passed.push(quote!(#and #local #index));
                    passed.push(shadow);
                }
                _ => passed.push(quote!(#local)),
            }
        }
        let mut wanted = self.rule_types(false, true);
        let (result, d_result) = self.result_names();
        let guard = self.result.map(|r| {
            wanted.push(quote!(#r));
            passed.push(
                quote!(std::ptr::replace(#d_result, <#r as ::wengert::Differentiable>::zero())),
            );
            quote!(if #d_result == #result { return; })
        });
        let (tape, run) =
            (Ident::new("tape", Span::mixed_site()), Ident::new("rule", Span::mixed_site()));
        if first.is_some() {
            wanted.push(quote!(_));
            passed.push(quote!(#tape));
        }
        let gradients: Vec<_> = self.by_value().map(|a| hidden("gradient", &a.name)).collect();
        let gradient_types: Vec<_> = self.by_value().map(|a| &a.ty).collect();
        let (gives, bind) = match &gradients[..] {
            [] => (quote!(()), quote!(let () =)),
            [one] => (quote!(#(#gradient_types)*), quote!(let #one =)),
            _ => (quote!((#(#gradient_types),*)), quote!(let (#(#gradients),*) =)),
        };
        let typed = self.typed(&run, rule, &wanted, gives);
        let flush = self.by_value().zip(&gradients).map(|(a, g)| {
            let (ty, Names { at, shadow, .. }) = (&a.ty, names(a));
            quote_spanned!(ty.span()=> if #shadow != #at {
                <#ty as ::wengert::Differentiable>::accumulate(&mut *#shadow, &#g);
            })
        });
        quote! {
            |#parameters ((#(#kept,)*), #tape): ((#(#types,)*), _)| unsafe {
                #typed
                #guard
                #(#scratch)*
                #bind #run(#(#passed),*);
                #(#flush)*
            }
        }
    }

    /// Calls the rule in forward mode, before the body runs.
    fn along(&self, rule: &Expr) -> TokenStream {
        let parameters = self.closure_parameters(true);
        let (mut scratch, mut passed) = (Vec::new(), Vec::new());
        for a in &self.all {
            let t = element(&a.ty);
            let n @ Names { at, shadow, kept: local, length, .. } = &names(a);
            let zero = quote_spanned!(t.span()=> <#t as ::wengert::Differentiable>::zero());
            match a.shape {
                Shape::Integer => passed.push(quote!(#at)),
                Shape::Reference { mutable, .. } => {
                    let zeros = match length {
                        Some(n) => quote!((0..#n).map(|_| #zero).collect::<Vec<#t>>()),
                        None => zero,
                    };
                    let (take, shadow) = shadow_memory(a, n, zeros);
                    scratch.push(take);
                    if mutable {
                        // The body writes the values, the rule the tangents.
                        let copy = copy(a);
                        scratch.push(quote!(let mut #local = #copy;));
                        let index = length.as_ref().map(|_| quote!([..]));
                        passed.push(quote!(&mut #local #index));
                    } else {
                        passed.push(view(a));
                    }
                    passed.push(shadow);
                }
                _ => {
                    passed.push(copy(a));
                    passed.push(quote!(if #shadow == #at { #zero } else { *#shadow }));
                }
            }
        }
        let run = Ident::new("rule", Span::mixed_site());
        let gives = match self.result {
            Some(r) => quote!(#r),
            None => quote!(()),
        };
        let typed = self.typed(&run, rule, &self.rule_types(true, true), gives);
        let (result, d_result) = self.result_names();
        let take = self.result.map(|_| {
            quote!(if #d_result != #result {
                #d_result.write(tangent);
            })
        });
        quote! {
            |#parameters| unsafe {
                #typed
                #(#scratch)*
                let tangent = #run(#(#passed),*);
                #take
            }
        }
    }

    /// The shim, what is registered for it, and what enters it. A method's body
    /// captures `self`: its closure is a further argument, of no other interest.
    fn functions(&self, parameters: &[Parameter]) -> TokenStream {
        let method = self.f.signature.receiver().is_some();
        let n = parameters.len();
        let ty: Vec<_> = (0..n).map(|i| format_ident!("T{}", i)).collect();
        let p: Vec<_> = (0..n).map(|i| format_ident!("p{}", i)).collect();
        let (mut with, mut with_types, mut declared) = (Vec::new(), Vec::new(), Vec::new());
        let mut primal = Vec::new();
        for (i, parameter) in parameters.iter().enumerate() {
            let (p, t, d) = (&p[i], &ty[i], format_ident!("d{}", i));
            // A pointer is copied to be handed on twice; so are integers.
            primal.push(quote!(#p: #t));
            declared.push(quote!(#p: #t));
            with.push(quote!(#p));
            with_types.push(quote!(#t));
            if parameter.shadow.is_some() {
                declared.push(quote!(#d: #t));
                with.push(quote!(#d));
                with_types.push(quote!(#t));
            }
        }
        let env = method.then(|| quote!(env: *mut Body,));
        let env_with = method.then(|| quote!(env: *mut Body, _: *mut Body,));
        let env_passed = method.then(|| quote!(&raw mut *env,));
        let body = match method {
            true => quote!(env.read()),
            false => quote!(::wengert::__private::the::<Body>()),
        };
        let (mut generics, mut bounds) =
            (vec![quote!(Body)], vec![quote!(Body: FnOnce(#(#ty),*),)]);
        let (mut closures, mut registrations) = (Vec::new(), Vec::new());
        if self.reverse.is_some() {
            generics.extend([quote!(Keep), quote!(Kept), quote!(Back)]);
            bounds.push(quote!(Keep: Fn(#(#ty),*) -> Kept, Back: Fn(#(#with_types,)* Kept),));
            closures.extend([quote!(_: Keep,), quote!(_: Back,)]);
        }
        if self.forward.is_some() {
            generics.push(quote!(Along));
            bounds.push(quote!(Along: Fn(#(#with_types),*),));
            closures.push(quote!(_: Along,));
        }
        let generics = quote!(#(#generics,)* #(#ty: Copy),*);
        let names = {
            let mut all = vec![quote!(Body)];
            if self.reverse.is_some() {
                all.extend([quote!(Keep), quote!(Kept), quote!(Back)]);
            }
            if self.forward.is_some() {
                all.push(quote!(Along));
            }
            quote!(#(#all,)* #(#ty),*)
        };
        let bounds = quote!(#(#bounds)*);
        let mut made = Vec::new();
        let shim = quote!(__wengert_shim::<#names> as *const _);
        if let Some(Named { first, .. }) = &self.reverse {
            let run = first.is_none().then(|| quote!(#body(#(#p),*);));
            made.push(quote! {
                unsafe extern "C-unwind" fn __wengert_augmented<#generics>(#env_with #(#declared),*)
                    -> *mut ::wengert::__private::c_void where #bounds
                {
                    // A `&mut` argument is kept as the function left it.
                    #run
                    let kept = Box::new(::wengert::__private::the::<Keep>()(#(#p),*));
                    Box::into_raw(kept).cast()
                }
                unsafe extern "C-unwind" fn __wengert_reverse<#generics>(
                    #env_with #(#declared,)* tape: *mut ::wengert::__private::c_void) where #bounds
                {
                    let kept = *Box::from_raw(tape.cast::<Kept>());
                    ::wengert::__private::the::<Back>()(#(#with,)* kept);
                }
            });
            registrations.push(quote! {
                ::wengert::__private::__enzyme_register_gradient_wengert(
                    #shim, __wengert_augmented::<#names> as *const _,
                    __wengert_reverse::<#names> as *const _);
            });
        }
        if self.forward.is_some() {
            made.push(quote! {
                unsafe extern "C-unwind" fn __wengert_forward<#generics>(#env_with #(#declared),*)
                    where #bounds
                {
                    ::wengert::__private::the::<Along>()(#(#with),*);
                    #body(#(#p),*);
                }
            });
            registrations.push(quote! {
                ::wengert::__private::__enzyme_register_derivative_wengert(
                    #shim, __wengert_forward::<#names> as *const _);
            });
        }
        let env_made =
            method.then(|| quote!(let mut env = ::wengert::__private::ManuallyDrop::new(_body);));
        quote! {
            #[inline(never)]
            unsafe extern "C-unwind" fn __wengert_shim<#generics>(#env #(#primal),*) where #bounds {
                #(#registrations)*
                ::wengert::__private::see((#(#p,)*));
                #body(#(#p),*);
            }
            #(#made)*
            #[inline(always)]
            unsafe fn __wengert_enter<#generics>(_body: Body, #(#closures)* #(#primal),*) where #bounds {
                #env_made
                __wengert_shim::<#names>(#env_passed #(#p),*);
            }
        }
    }
}

/// The argument, from the shim's parameters.
fn view(a: &Argument) -> TokenStream {
    let Names { at, length, .. } = names(a);
    match (a.shape, length) {
        (Shape::Integer, _) => quote!(#at),
        (Shape::Reference { mutable: true, .. }, Some(n)) => {
            quote!(std::slice::from_raw_parts_mut(#at, #n))
        }
        (Shape::Reference { .. }, Some(n)) => {
            quote!(std::slice::from_raw_parts(#at.cast_const(), #n))
        }
        (Shape::Reference { mutable: true, .. }, _) => quote!(&mut *#at),
        (Shape::Reference { .. }, _) => quote!(&*#at),
        _ => quote!(#at.read()),
    }
}

/// A copy of what the argument is or refers to.
fn copy(a: &Argument) -> TokenStream {
    let (Names { at, length, .. }, t) = (names(a), element(&a.ty));
    match (a.shape, length) {
        (_, Some(n)) => quote!(std::slice::from_raw_parts(#at.cast_const(), #n).to_vec()),
        (Shape::Reference { .. }, _) => quote_spanned!(t.span()=> <#t as Clone>::clone(&*#at)),
        _ => quote_spanned!(t.span()=> ::wengert::__private::value::<#t>(#at)),
    }
}

/// The shadow of a reference, and scratch memory in its place where there is none.
fn shadow_memory(a: &Argument, n: &Names, scratch: TokenStream) -> (TokenStream, TokenStream) {
    let (Names { at, shadow, scratch: s, .. }, t) = (n, element(&a.ty));
    let (ty, whole, rest) = match &n.length {
        Some(n) => (
            quote!(&mut [#t]),
            quote!(&mut s[..]),
            quote!(std::slice::from_raw_parts_mut(#shadow, #n)),
        ),
        None => (quote!(&mut #t), quote!(s), quote!(&mut *#shadow)),
    };
    (
        quote!(let mut #s = (#shadow == #at).then(|| #scratch);),
        quote!({ let shadow: #ty = match &mut #s { Some(s) => #whole, None => #rest }; shadow }),
    )
}
