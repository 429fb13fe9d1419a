//! Functions that say what they are: `#[inactive]`, `#[function_like]` and
//! `#[allocator]`.
//!
//! The function registers itself by a call in its body, which the plugin deletes.
//! So every instance of a generic function has its registration, and a function is
//! not taken for another one with the same code.
use crate::signature::{arguments, callee, result, Argument, Function, Shape};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned, ToTokens};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Token};

/// The item as it is, with the error.
fn or_error(item: TokenStream, made: syn::Result<TokenStream>) -> TokenStream {
    made.unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote!(#item #error)
    })
}

/// `Self` at the head of an attribute: the function is `Self::f`, and has no `self`
/// that would tell.
fn associated(input: ParseStream) -> syn::Result<bool> {
    let found = input.peek(Token![Self]) && !input.peek2(Token![::]);
    if found {
        input.parse::<Token![Self]>()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(found)
}

/// The function with a body that begins with its registration.
fn registering(f: &Function, associated: bool, kind: &str, more: TokenStream) -> TokenStream {
    let Function { attributes, visibility, signature, body } = f;
    let attributes = attributes.iter().filter(|a| !a.path().is_ident("inline"));
    // What returns its argument would be left out by the optimizer.
    let returned = result(signature).filter(|r| {
        let returned = quote!(#r).to_string();
        signature.inputs.iter().any(
            |i| matches!(i, syn::FnArg::Typed(p) if p.ty.to_token_stream().to_string() == returned),
        )
    });
    let body = match returned {
        Some(r) => quote!(::std::hint::black_box((move || -> #r #body)())),
        None => body.clone(),
    };
    let (path, hook) = (callee(signature, associated), format_ident!("__enzyme_{}_wengert", kind));
    quote! {
        #(#attributes)*
        #[inline(never)]
        #visibility #signature {
            #[allow(unused_unsafe)]
            unsafe { ::wengert::__private::#hook(#path as *const _ #more); }
            #body
        }
    }
}

pub fn inactive(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let make = || {
        let f: Function = syn::parse2(item.clone())?;
        let associated = syn::parse::Parser::parse2(
            |input: ParseStream| {
                let found = associated(input)?;
                if !input.is_empty() {
                    return Err(input.error("`#[wengert::inactive]` takes nothing, or `Self` above an associated function without `self`"));
                }
                Ok(found)
            },
            attribute.clone(),
        )?;
        f.has_body("`inactive`")?;
        arguments(&f.signature)?;
        Ok(registering(&f, associated, "inactivefn", quote!()))
    };
    or_error(item.clone(), make())
}

struct Like {
    associated: bool,
    known: LitStr,
}
impl Parse for Like {
    fn parse(input: ParseStream) -> syn::Result<Like> {
        let like = Like { associated: associated(input)?, known: input.parse()? };
        if input.is_empty() {
            Ok(like)
        } else {
            Err(input.error("one name"))
        }
    }
}

pub fn function_like(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let make = || {
        let f: Function = syn::parse2(item.clone())?;
        let Like { associated, known } = syn::parse2(attribute.clone()).map_err(|_| {
            syn::Error::new(
                Span::call_site(),
                "name a function of the C library: `#[wengert::function_like(\"log1p\")]`",
            )
        })?;
        f.has_body("`function_like`")?;
        for a in &arguments(&f.signature)? {
            if a.shape != Shape::Float && !f.is_parameter(&a.ty) {
                return Err(syn::Error::new_spanned(
                    &a.ty,
                    format!(
                        "`{}` takes floats by value; so must a function like it",
                        known.value()
                    ),
                ));
            }
        }
        let text = format!("{}\0", known.value());
        Ok(registering(&f, associated, "function_like", quote!(, const { #text.as_ptr() })))
    };
    or_error(item.clone(), make())
}

/// `size = bytes, free = give(pool, _)`.
struct Allocator {
    associated: bool,
    size: Operand,
    free: Option<(Expr, Vec<Operand>)>,
}

/// An argument of the allocator, or its result.
enum Operand {
    Position(usize, Span),
    Name(Ident),
    Result,
}

impl TryFrom<Expr> for Operand {
    type Error = syn::Error;
    fn try_from(e: Expr) -> syn::Result<Operand> {
        match &e {
            Expr::Lit(ExprLit { lit: Lit::Int(n), .. }) => {
                Ok(Operand::Position(n.base10_parse()?, n.span()))
            }
            Expr::Infer(_) => Ok(Operand::Result),
            Expr::Path(p) if p.path.get_ident().is_some() => {
                Ok(Operand::Name(p.path.require_ident()?.clone()))
            }
            _ => Err(syn::Error::new_spanned(
                e,
                "name an argument of the allocator, or `_` for the pointer it returns",
            )),
        }
    }
}

impl Operand {
    fn span(&self) -> Span {
        match self {
            Operand::Position(_, at) => *at,
            Operand::Name(n) => n.span(),
            Operand::Result => Span::call_site(),
        }
    }

    /// The position among the arguments; -1 for the result.
    fn position(&self, f: &Function, all: &[Argument]) -> syn::Result<i64> {
        let name = &f.signature.ident;
        match self {
            Operand::Result => Ok(-1),
            Operand::Position(p, _) if *p < all.len() => Ok(*p as i64),
            Operand::Position(p, at) => Err(syn::Error::new(
                *at,
                format!("`{name}` has no argument {p}; its arguments are counted from 0"),
            )),
            Operand::Name(n) => match all.iter().position(|a| a.name == *n) {
                Some(p) => Ok(p as i64),
                None => Err(syn::Error::new_spanned(
                    n,
                    format!("`{name}` has no argument `{n}`; `_` is the pointer it returns"),
                )),
            },
        }
    }
}

impl Parse for Allocator {
    fn parse(input: ParseStream) -> syn::Result<Allocator> {
        let associated = associated(input)?;
        let (mut size, mut free) = (None, None);
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            if key == "size" {
                size = Some(input.parse::<Expr>()?.try_into()?);
            } else if key == "free" {
                free = Some(match input.parse()? {
                    Expr::Call(call) => {
                        let operands = call.args.into_iter().map(Operand::try_from);
                        (*call.func, operands.collect::<syn::Result<_>>()?)
                    }
                    path => (path, vec![Operand::Result]),
                });
            } else {
                return Err(syn::Error::new_spanned(key, "write `size = …`, and `free = …`"));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let size = size.ok_or_else(|| {
            syn::Error::new(
                Span::call_site(),
                "say which argument is the size in bytes, and what frees the memory: `#[wengert::allocator(size = bytes, free = give)]`, `free = give(pool, _)` if it takes more than the pointer `_`, without `free` if nothing is freed by itself",
            )
        })?;
        Ok(Allocator { associated, size, free })
    }
}

pub fn allocator(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let make = || {
        let f: Function = syn::parse2(item.clone())?;
        let Allocator { associated, size, free } = syn::parse2(attribute.clone())?;
        f.has_body("`allocator`")?;
        let all = arguments(&f.signature)?;
        let Some(returned) = result(&f.signature) else {
            return Err(syn::Error::new_spanned(
                &f.signature.ident,
                "an allocator returns a pointer",
            ));
        };
        let at = size.position(&f, &all)?;
        if at < 0 {
            return Err(syn::Error::new_spanned(
                &attribute,
                "the size is an argument of the allocator",
            ));
        }
        let private = quote!(::wengert::__private);
        let size_type = &all[at as usize].ty;
        let mut checks = vec![
            quote_spanned!(size_type.span()=> #private::size::<#size_type>();),
            quote_spanned!(returned.span()=> #private::returned::<#returned>();),
        ];
        checks.extend(all.iter().map(|a| {
            let ty = &a.ty;
            quote_spanned!(ty.span()=> #private::operand::<#ty>();)
        }));
        let (mut positions, mut passed) = (Vec::new(), Vec::new());
        let (path, operands) = match free {
            Some((path, operands)) => (quote!(#path), operands),
            None => (quote!(#private::keep), vec![Operand::Result]),
        };
        let names: Vec<_> = all.iter().map(|a| a.inner()).collect();
        let types = all.iter().map(|a| &a.ty);
        for o in &operands {
            let position = o.position(&f, &all)?;
            positions.push(position.to_string());
            passed.push(match names.get(position as usize) {
                Some(name) => {
                    let ty = &all[position as usize].ty;
                    checks.push(quote_spanned!(o.span()=> #private::again::<#ty>();));
                    quote!(#name)
                }
                None => quote!(#private::freed()),
            });
        }
        if operands.len() > 3 {
            return Err(syn::Error::new_spanned(
                &attribute,
                "what frees the memory takes the pointer and at most two numbers",
            ));
        }
        if positions.iter().filter(|p| *p == "-1").count() != 1 {
            return Err(syn::Error::new_spanned(
                &attribute,
                "what frees the memory takes the pointer, `_`, once",
            ));
        }
        let (text, at) = (format!("{}\0", positions.join(",")), at as usize);
        let mut made = f;
        let body = &made.body;
        // The types are looked at; nothing of this runs.
        made.body = quote! {{
            #[allow(unused_unsafe, unused_variables, clippy::all)]
            let _ = |#(#names: #types),*| {
                #(#checks)*
                unsafe { #path(#(#passed),*); }
            };
            #body
        }};
        let more = quote!(, #at as *const ::wengert::__private::c_void, const { #text.as_ptr() }, #path as *const ::wengert::__private::c_void);
        Ok(registering(&made, associated, "allocation_like", more))
    };
    or_error(item.clone(), make())
}
