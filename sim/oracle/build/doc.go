// Package build compares our build half with BuildKit's own converter.
package build
