// Package image reads the JSON that says what an image or a container is, and
// works out which override made a container of its image. It takes text and
// opens nothing.
//
// Read recognises by content:
//
//   - docker inspect IMAGE, docker inspect CONTAINER, and both together, in one
//     list or in several one behind the other; podman and nerdctl print the same
//   - the configuration of an image as registries hold it: crane config,
//     skopeo inspect --config, the file inside docker save; buildah inspect
//   - one's own notes: {"Entrypoint": [], "Cmd": [], …}, the keys of an image's
//     Config without anything around them
//
// Keys are found in any case, as Go's decoder does; of a key that is there
// twice the last one counts. Next to those of the engines two keys of our own
// are read at the top: "ref" (or a list "refs"), the name under which an image
// is looked up, and "binsh", what its /bin/sh is (see sim.Base.BinSh).
//
// In a base, null and a missing key are absent (nil), [] is an empty list.
package image
