//! `#[derive(Differentiable)]`.
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields};

pub fn expand(item: TokenStream) -> TokenStream {
    derive(item).unwrap_or_else(|e| e.to_compile_error())
}

fn derive(item: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(item)?;
    let name = &input.ident;
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new_spanned(name, "only structs have a gradient of their own type; pass an enum by reference (`Duplicated`)"));
    };
    let zero = quote!(::wengert::Differentiable::zero());
    let value = match &data.fields {
        Fields::Named(f) => {
            let names = f.named.iter().map(|f| &f.ident);
            quote!(Self { #(#names: #zero),* })
        }
        Fields::Unnamed(f) => {
            let zeros = f.unnamed.iter().map(|_| &zero);
            quote!(Self(#(#zeros),*))
        }
        Fields::Unit => quote!(Self),
    };
    let members = data.fields.members();
    let mut generics = input.generics.clone();
    for p in generics.type_params_mut() {
        p.bounds.push(syn::parse_quote!(::wengert::Differentiable));
    }
    let (bounded, plain, filter) = generics.split_for_impl();
    Ok(quote! {
        impl #bounded ::wengert::Differentiable for #name #plain #filter {
            #[inline]
            fn zero() -> Self { #value }
            #[inline]
            fn accumulate(&mut self, more: &Self) {
                #(::wengert::Differentiable::accumulate(&mut self.#members, &more.#members);)*
            }
        }
    })
}
