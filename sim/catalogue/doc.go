// Package catalogue knows what well-known base images set: the official images,
// distroless, .NET, UBI and their like. It answers sim.Bases from one text that
// is embedded in the binary (js/wasm: handed to Load), without decoding more of
// it than the block of the image that is asked for.
//
// # What it promises
//
// A tag of the catalogue is answered with what the catalogue has. Of any other
// tag of a known image, a slot is known if all the configurations of that
// image, operating system and variant ("slim", "alpine") agree on it. The others
// are in Base.Unknown, with the nearest tag's value as a guess and a note that
// names that tag; the environment is always among them, with the variables kept
// that all agree on. A test leaves each configuration out in turn, asks for its
// tag and counts how much is known and right.
// An image that is not there is answered with ok = false.
//
// # The text
//
// One line per fact; the first byte of a line says what it is.
//
//	explain catalogue 1 DATE   the first line; DATE is the day or month of which the text speaks
//	# …                        a remark
//	@python                    begins an image
//	:3.9.1,3.9/slim,alpine     begins a configuration, with its tags: each head, "-", each tail
//	e["docker-entrypoint.sh"]  entrypoint; bare: absent. So c (cmd), s (shell) and o (onbuild)
//	uroot                      user; bare: not set. So w (workdir) and g (stop signal)
//	plinux                     the platform's operating system
//	bdash                      what /bin/sh is, see sim.Base.BinSh
//	qnear                      how sure the catalogue is: exact, near, assumed, published
//	+LANG=C.UTF-8              a variable is set, where it was if it was there, else behind the others
//	-LANG                      a variable is dropped; bare: all of them
//	~REDIS_VERSION             this variable (and those that follow the release with it) has the value
//	                           of another release than the tags name; bare: none has
//	hunknown                   HEALTHCHECK is not recorded; bare: there is none
//
// A configuration is the one before it in the same image, changed by its own
// lines; the first of an image starts from linux and nothing else. The tail ""
// stands for the head alone. "{PATH}" in a variable is Linux's default search
// path, and the value "?" stands for one that is not known.
package catalogue
