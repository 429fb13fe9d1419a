//! A function as the attributes see it.
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Ident, Pat, ReturnType, Signature, Type, Visibility};

/// A function, with or without a body (in a trait).
pub struct Function {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub signature: Signature,
    pub body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream) -> syn::Result<Function> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse().map_err(|e| {
            syn::Error::new(
                e.span(),
                "only functions have derivatives: put the attribute on a `fn`",
            )
        })?;
        Ok(Function { attributes, visibility, signature, body: input.parse()? })
    }
}

impl Function {
    /// What replaces a body must have one to replace.
    pub fn has_body(&self, what: &str) -> syn::Result<()> {
        if let Some(c) = &self.signature.constness {
            return Err(syn::Error::new(
                c.span,
                format!("{what} belongs to a function that is run: leave `const` out"),
            ));
        }
        match self.body.clone().into_iter().next() {
            Some(proc_macro2::TokenTree::Group(_)) => Ok(()),
            _ => Err(syn::Error::new_spanned(
                &self.signature.ident,
                format!("{what} belongs to a function with a body: to the implementation, or to a function that calls a foreign one"),
            )),
        }
    }

    /// Is the type a generic parameter of the function?
    pub fn is_parameter(&self, ty: &Type) -> bool {
        let Type::Path(p) = ty else {
            return false;
        };
        self.signature.generics.type_params().any(|t| p.path.is_ident(&t.ident))
    }
}

/// What a type is, by its spelling.
#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    Float,
    Integer,
    Reference { mutable: bool, slice: bool, text: bool },
    Other,
}

pub struct Argument {
    /// `self` for a receiver.
    pub name: Ident,
    pub ty: Type,
    pub shape: Shape,
    pub receiver: bool,
}

impl Argument {
    pub fn shadow(&self) -> Ident {
        if self.receiver {
            format_ident!("d_self")
        } else {
            format_ident!("d{}", self.name)
        }
    }
    /// The name inside of a closure, where `self` cannot be.
    pub fn inner(&self) -> Ident {
        if self.receiver {
            format_ident!("this")
        } else {
            self.name.clone()
        }
    }
}

fn shape_of(ty: &Type) -> Shape {
    match ty {
        Type::Paren(p) => shape_of(&p.elem),
        Type::Group(g) => shape_of(&g.elem),
        Type::Reference(r) => Shape::Reference {
            mutable: r.mutability.is_some(),
            slice: matches!(*r.elem, Type::Slice(_)),
            text: matches!(&*r.elem, Type::Path(p) if p.path.is_ident("str")),
        },
        Type::Path(p) => match p.path.get_ident().map(|i| i.to_string()).as_deref() {
            Some("f16" | "f32" | "f64" | "f128") => Shape::Float,
            Some(
                "usize" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "i8" | "i16" | "i32"
                | "i64" | "i128" | "bool" | "char",
            ) => Shape::Integer,
            _ => Shape::Other,
        },
        _ => Shape::Other,
    }
}

/// The arguments; an error for what cannot be differentiated at all.
pub fn arguments(s: &Signature) -> syn::Result<Vec<Argument>> {
    if let Some(t) = &s.asyncness {
        return Err(syn::Error::new(
            t.span,
            "an `async fn` has no derivative: differentiate a plain function and call it",
        ));
    }
    if let Some(t) = &s.variadic {
        return Err(syn::Error::new_spanned(t, "a variadic function has no derivative"));
    }
    s.inputs
        .iter()
        .enumerate()
        .map(|(i, input)| match input {
            FnArg::Receiver(r) => {
                if r.colon_token.is_some() {
                    return Err(syn::Error::new_spanned(
                        r,
                        "write the receiver as `&self`, `&mut self` or `self`",
                    ));
                }
                let ty: Type = match (&r.reference, r.mutability) {
                    (Some(_), Some(_)) => syn::parse_quote!(&mut Self),
                    (Some(_), None) => syn::parse_quote!(&Self),
                    (None, _) => syn::parse_quote!(Self),
                };
                let shape = shape_of(&ty);
                Ok(Argument {
                    name: Ident::new("self", r.self_token.span),
                    ty,
                    shape,
                    receiver: true,
                })
            }
            FnArg::Typed(p) => {
                if let Type::ImplTrait(t) = &*p.ty {
                    return Err(syn::Error::new_spanned(
                        t,
                        "name the type: write a generic parameter `<F: …>` in place of `impl …`",
                    ));
                }
                let name = match &*p.pat {
                    Pat::Ident(id) => id.ident.clone(),
                    _ => format_ident!("argument{}", i),
                };
                Ok(Argument { name, shape: shape_of(&p.ty), ty: (*p.ty).clone(), receiver: false })
            }
        })
        .collect()
}

/// The result's type; None for `()`.
pub fn result(s: &Signature) -> Option<&Type> {
    match &s.output {
        ReturnType::Default => None,
        ReturnType::Type(_, t) => match &**t {
            Type::Tuple(t) if t.elems.is_empty() => None,
            t => Some(t),
        },
    }
}

/// The path by which the function is called from beside it.
pub fn callee(s: &Signature, associated: bool) -> TokenStream {
    let name = &s.ident;
    let parameters: Vec<TokenStream> = s
        .generics
        .params
        .iter()
        .filter_map(|p| match p {
            syn::GenericParam::Type(t) => {
                let t = &t.ident;
                Some(quote!(#t))
            }
            syn::GenericParam::Const(c) => {
                let c = &c.ident;
                Some(quote!(#c))
            }
            syn::GenericParam::Lifetime(_) => None,
        })
        .collect();
    let parameters = if parameters.is_empty() { quote!() } else { quote!(::<#(#parameters),*>) };
    if associated || s.receiver().is_some() {
        quote!(Self::#name #parameters)
    } else {
        quote!(#name #parameters)
    }
}
