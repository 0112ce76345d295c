// Package client compares our reading of command lines with the real docker client.
package client
