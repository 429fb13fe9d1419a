//! `#[reverse]` and `#[forward]`: the function as it is, and its derivative.
use crate::activity::{check, Activity, Mode, Words};
use crate::signature::{arguments, callee, result, Argument, Function, Shape};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, ToTokens};
use syn::Type;

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

    /// The derivative's parameters.
    fn parameters(&self) -> TokenStream {
        let mut out = Vec::new();
        for (i, a) in self.all.iter().enumerate() {
            let (name, ty, shadow) = (&a.name, &a.ty, a.shadow());
            if a.receiver {
                let receiver = self.f.signature.receiver().unwrap();
                let (reference, mutable) = (&receiver.reference, &receiver.mutability);
                let reference = reference.as_ref().map(|(and, lifetime)| quote!(#and #lifetime));
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
                    r.lifetime = None;
                }
                out.push(quote!(#shadow: #ty));
            }
        }
        if self.takes_seed() {
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
        let take = (self.mode == Mode::Reverse).then(|| {
            quote!(let (#(#shadows,)*) = ::wengert::__private::ManuallyDrop::into_inner(shadow);)
        });
        let track = self
            .f
            .attributes
            .iter()
            .filter(|a| a.path().is_ident("cfg"))
            .map(|a| a.to_token_stream());
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
