// Package client compares our reading of command lines with the real docker
// client. Its tests run the client in this process (docker/cli) and, where it
// is installed, the 20.10 client as a program, against a server that records
// what a client asks for and creates nothing. Both are given generated lines;
// our reading must give the same request, or the same refusal.
package client
