//! `#[derive(State)]`.
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Member, Type};

pub fn expand(item: TokenStream) -> TokenStream {
    derive(item).unwrap_or_else(|e| e.to_compile_error())
}

fn types(fields: &Fields) -> Vec<&Type> {
    fields.iter().map(|f| &f.ty).collect()
}

fn derive(item: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(item)?;
    let name = &input.ident;
    let state = quote!(::wengert::State);
    let (fields, plain, walk, declare) = match &input.data {
        Data::Struct(data) => {
            let fields = types(&data.fields);
            let members: Vec<Member> = data.fields.members().collect();
            (
                fields.clone(),
                quote!(true #(&& <#fields as #state>::PLAIN)*
                    && ::std::mem::size_of::<Self>() == 0 #(+ ::std::mem::size_of::<#fields>())*),
                quote!(#(<#fields as #state>::walk(
                    &raw mut (*this).#members, &raw mut (*shadow).#members, walk);)*),
                quote!(#(<#fields as #state>::declare(&raw const (*this).#members);)*),
            )
        }
        // Which variant it is shows in its bytes only.
        Data::Enum(data) => {
            let fields: Vec<&Type> = data.variants.iter().flat_map(|v| types(&v.fields)).collect();
            let message = format!(
                "a checkpointed loop keeps no enum like `{name}`, whose variants hold what is elsewhere in memory"
            );
            (
                fields.clone(),
                quote!(false),
                quote! {
                    const { assert!(true #(&& <#fields as #state>::FLAT)*, #message) };
                    walk.mixed(this.cast(), ::std::mem::size_of::<Self>());
                },
                quote!(),
            )
        }
        Data::Union(_) => {
            return Err(syn::Error::new_spanned(
                name,
                "a checkpointed loop keeps structs and enums; what a union holds is not known",
            ))
        }
    };
    let mut generics = input.generics.clone();
    for p in generics.type_params_mut() {
        p.bounds.push(syn::parse_quote!(::wengert::State));
    }
    let (bounded, arguments, filter) = generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        unsafe impl #bounded ::wengert::State for #name #arguments #filter {
            const PLAIN: bool = #plain;
            const FLAT: bool = true #(&& <#fields as #state>::FLAT)*;
            #[allow(unused_variables, unsafe_op_in_unsafe_fn)]
            unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut ::wengert::checkpoint::Walk) {
                #walk
            }
            #[allow(unused_variables, unsafe_op_in_unsafe_fn)]
            #[inline(always)]
            unsafe fn declare(this: *const Self) {
                #declare
            }
        }
    })
}
