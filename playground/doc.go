// Package playground is explain in a web page. The engine is three functions,
// strings in and strings out (api.go), which wasm/main_js.go hands to the page;
// Handler (serve.go) serves the built page; Link (link.go) makes links to it.
//
// The page computes nothing that has to do with containers: it draws the same
// document that the command prints with --format json.
package playground
