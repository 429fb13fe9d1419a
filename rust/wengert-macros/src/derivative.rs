//! `#[reverse]` and `#[forward]`: the function as it is, and its derivative.
use crate::activity::{check, Activity, Mode, Words};
use crate::signature::{arguments, callee, result, Argument, Function, Shape};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, ToTokens};
use syn::{Ident, Type};

pub fn expand(mode: Mode, attribute: TokenStream, item: TokenStream) -> TokenStream {
    // The function stays even where the attribute is wrong: one error, not two.
    let derived = derive(mode, attribute, item.clone()).unwrap_or_else(|e| e.to_compile_error());
    quote!(#item #derived)
}

fn derive(mode: Mode, attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let f: Function = syn::parse2(item)?;
    let words: Words = if attribute.is_empty() {
        Words {
            associated: false,
            split: None,
            derivative: format_ident!("d_{}", f.signature.ident),
            activities: Vec::new(),
        }
    } else {
        syn::parse2(attribute)?
    };
    let all = arguments(&f.signature)?;
    let result = result(&f.signature);
    let (activities, returned) = check(mode, &words, &f, &all, result)?;
    Ok(Expansion {
        mode,
        f: &f,
        words: &words,
        all: &all,
        activities: &activities,
        returned,
        result,
    }
    .tokens())
}

struct Expansion<'a> {
    mode: Mode,
    f: &'a Function,
    words: &'a Words,
    all: &'a [Argument],
    activities: &'a [Activity],
    returned: Activity,
    result: Option<&'a Type>,
}

impl Expansion<'_> {
    fn is_active(&self, i: usize) -> bool {
        self.activities[i] != Activity::Const
    }

    /// Of a split derivative: the second half holds what the first was given.
    fn lifetime(&self) -> Option<syn::Lifetime> {
        self.words.split.as_ref().map(|_| syn::Lifetime::new("'wengert", Span::call_site()))
    }

    /// The derivative's parameters.
    fn parameters(&self) -> TokenStream {
        let mut out = Vec::new();
        for (i, a) in self.all.iter().enumerate() {
            let (name, mut ty, shadow) = (&a.name, a.ty.clone(), a.shadow());
            if let Type::Reference(r) = &mut ty {
                // One for all: primals and shadows have the same type.
                r.lifetime = self.lifetime().or(r.lifetime.take());
            }
            if a.receiver {
                let receiver = self.f.signature.receiver().unwrap();
                let (reference, mutable) = (&receiver.reference, &receiver.mutability);
                let reference = reference.as_ref().map(|(and, lifetime)| {
                    let lifetime = self.lifetime().or(lifetime.clone());
                    quote!(#and #lifetime)
                });
                let mutable = reference.is_some().then_some(mutable);
                out.push(quote!(#reference #mutable self));
            } else {
                out.push(quote!(#name: #ty));
            }
            if self.mode == Mode::Forward && self.is_active(i) {
                out.push(quote!(#shadow: #ty));
            } else if self.is_active(i) && self.activities[i] != Activity::Active {
                let mut ty = ty.clone();
                if let Type::Reference(r) = &mut ty {
                    r.mutability = Some(Default::default());
                    r.lifetime = self.lifetime();
                }
                out.push(quote!(#shadow: #ty));
            }
        }
        if self.takes_seed() && self.words.split.is_none() {
            let ty = self.result;
            out.push(quote!(seed: #ty));
        }
        quote!(#(#out),*)
    }

    fn takes_seed(&self) -> bool {
        matches!(self.returned, Activity::Active | Activity::ActiveOnly)
    }

    /// Types and values of what the derivative gives, in order.
    fn results(&self) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let (mut types, mut values) = (Vec::new(), Vec::new());
        if let Some(ty) = self.result {
            if !matches!(self.returned, Activity::ActiveOnly | Activity::DualOnly) {
                types.push(quote!(#ty));
                values.push(quote!(value));
            }
            if matches!(self.returned, Activity::Dual | Activity::DualOnly) {
                types.push(quote!(#ty));
                values.push(quote!(unsafe { tangent.assume_init() }));
            }
        }
        for (i, a) in self.all.iter().enumerate() {
            if self.activities[i] == Activity::Active {
                let (ty, shadow) = (&a.ty, a.shadow());
                types.push(quote!(#ty));
                values.push(quote!(#shadow));
            }
        }
        (types, values)
    }

    /// The function's `#[cfg]`s.
    fn conditions(&self) -> impl Iterator<Item = TokenStream> + '_ {
        self.f.attributes.iter().filter(|a| a.path().is_ident("cfg")).map(|a| a.to_token_stream())
    }

    /// Two halves: the value, and what takes the seed and gives the gradients.
    fn split(
        &self,
        names: &[&Ident],
        constants: &[&Ident],
        lengths: TokenStream,
        shadow_values: impl Iterator<Item = TokenStream>,
        shadows: &[Ident],
        closure: TokenStream,
    ) -> TokenStream {
        let (name, visibility) = (&self.words.derivative, &self.f.visibility);
        let s = &self.f.signature;
        let (unsafety, filter, result) = (&s.unsafety, &s.generics.where_clause, self.result);
        let lifetime = self.lifetime();
        let mut generics = s.generics.clone();
        generics.params.insert(0, syn::parse_quote!(#lifetime));
        let captured = generics.params.iter().map(|p| match p {
            syn::GenericParam::Lifetime(l) => l.lifetime.to_token_stream(),
            syn::GenericParam::Type(t) => t.ident.to_token_stream(),
            syn::GenericParam::Const(c) => c.ident.to_token_stream(),
        });
        // In an `impl` its own parameters are captured as well, where `use` is left out.
        let capture = match self.words.associated || s.receiver().is_some() {
            true => quote!(+ #lifetime),
            false => quote!(+ use<#(#captured),*>),
        };
        let parameters = self.parameters();
        let (types, values) = self.results();
        // The value comes from the first half.
        let (types, values) = (&types[1..], &values[1..]);
        let (gives, end) = match values {
            [value] => (quote!(#(#types)*), quote!(#value)),
            _ => (quote!((#(#types),*)), quote!((#(#values),*))),
        };
        let track = self.conditions();
        quote! {
            #(#track)*
            #[must_use = "what the first half kept is released by the second"]
            #[allow(unused_variables, unused_mut, unused_unsafe, clippy::all)]
            #visibility #unsafety fn #name #generics (#parameters)
                -> (#result, impl FnOnce(#result) -> #gives #capture) #filter
            {
                #lengths
                let function = #closure;
                // The tape's pointers lead here.
                let mut state = ::std::boxed::Box::new(::wengert::__private::Split {
                    duplicated: ::wengert::__private::ManuallyDrop::new((#(#names,)*)),
                    shadow: ::wengert::__private::ManuallyDrop::new((#(#shadow_values,)*)),
                    constant: ::wengert::__private::ManuallyDrop::new((#(#constants,)*)),
                    result: ::wengert::__private::MaybeUninit::uninit(),
                    seed: ::wengert::__private::MaybeUninit::new(
                        <#result as ::wengert::Differentiable>::zero()),
                });
                let tape = unsafe { ::wengert::__private::augmented(function, &mut state) };
                let value = unsafe { ::wengert::__private::value(state.result.as_ptr()) };
                (value, move |seed: #result| {
                    state.seed = ::wengert::__private::MaybeUninit::new(seed);
                    unsafe { ::wengert::__private::pullback(function, &mut state, tape) };
                    let (#(#shadows,)*) =
                        ::wengert::__private::ManuallyDrop::into_inner(state.shadow);
                    #end
                })
            }
        }
    }

    fn tokens(&self) -> TokenStream {
        let (name, visibility) = (&self.words.derivative, &self.f.visibility);
        let s = &self.f.signature;
        let (generics, filter) = (&s.generics, &s.generics.where_clause);
        let unsafety = &s.unsafety;
        let parameters = self.parameters();
        let (types, values) = self.results();
        let (gives, end) = match values.len() {
            0 => (quote!(), quote!()),
            1 => (quote!(-> #(#types)*), quote!(#(#values)*)),
            _ => (quote!(-> (#(#types),*)), quote!((#(#values),*))),
        };

        let pick = |active: bool| {
            self.all.iter().enumerate().filter(move |(i, _)| self.is_active(*i) == active)
        };
        let (names, constants): (Vec<_>, Vec<_>) = (
            pick(true).map(|(_, a)| &a.name).collect(),
            pick(false).map(|(_, a)| &a.name).collect(),
        );
        let inner: Vec<_> = pick(true).map(|(_, a)| a.inner()).collect();
        let inner_constants: Vec<_> = pick(false).map(|(_, a)| a.inner()).collect();
        let passed: Vec<_> = self.all.iter().map(|a| a.inner()).collect();
        let shadows: Vec<_> = pick(true).map(|(_, a)| a.shadow()).collect();
        // A shadow's tuple has the type of the arguments': `&T` for `&mut T`.
        let shadow_values = pick(true).map(|(i, a)| {
            let shadow = a.shadow();
            match (self.activities[i], a.shape) {
                (Activity::Active, _) => {
                    let ty = &a.ty;
                    quote!(<#ty as ::wengert::Differentiable>::zero())
                }
                (
                    Activity::Duplicated | Activity::DuplicatedOnly,
                    Shape::Reference { mutable: false, .. },
                ) => quote!(&*#shadow),
                _ => quote!(#shadow),
            }
        });
        let lengths = pick(true)
            .filter(|(_, a)| matches!(a.shape, Shape::Reference { slice: true, .. }))
            .map(|(_, a)| {
                let (x, shadow) = (&a.name, a.shadow());
                let text = shadow.to_string();
                quote!(::wengert::__private::same_length(#x.len(), #shadow.len(), #text);)
            });
        let callee = callee(s, self.words.associated);
        let call = if unsafety.is_some() {
            quote!(unsafe { #callee(#(#passed),*) })
        } else {
            quote!(#callee(#(#passed),*))
        };
        let closure = quote!(|(#(#inner,)*), (#(#inner_constants,)*)| #call);
        let run = match self.mode {
            Mode::Reverse => {
                let seed = if self.takes_seed() {
                    quote!(::wengert::__private::MaybeUninit::new(seed))
                } else {
                    quote!(::wengert::__private::MaybeUninit::zeroed())
                };
                quote!(let value = unsafe {
                    ::wengert::__private::reverse(#closure, &mut duplicated, &mut shadow, &constant, #seed)
                };)
            }
            Mode::Forward => quote!(let (value, tangent) = unsafe {
                ::wengert::__private::forward(#closure, &mut duplicated, &mut shadow, &constant)
            };),
        };
        if self.words.split.is_some() {
            let lengths: Vec<_> = lengths.collect();
            return self.split(
                &names,
                &constants,
                quote!(#(#lengths)*),
                shadow_values,
                &shadows,
                closure,
            );
        }
        let take = (self.mode == Mode::Reverse).then(|| {
            quote!(let (#(#shadows,)*) = ::wengert::__private::ManuallyDrop::into_inner(shadow);)
        });
        let track = self.conditions();
        quote! {
            #(#track)*
            #[allow(unused_variables, unused_mut, unused_unsafe, clippy::all)]
            #visibility #unsafety fn #name #generics (#parameters) #gives #filter {
                #(#lengths)*
                let mut duplicated = ::wengert::__private::ManuallyDrop::new((#(#names,)*));
                let mut shadow = ::wengert::__private::ManuallyDrop::new((#(#shadow_values,)*));
                let constant = ::wengert::__private::ManuallyDrop::new((#(#constants,)*));
                #run
                #take
                #end
            }
        }
    }
}
