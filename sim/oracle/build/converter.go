package build

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// buildPlatform is the machine that builds, whatever is built.
var buildPlatform = ocispecs.Platform{OS: "linux", Architecture: "amd64"}

// Converter is BuildKit's answer. The state is marshalled too, since some
// errors show only then.
func Converter(c Case) (r Result) {
	defer func() {
		if p := recover(); p != nil {
			r = Result{Panic: fmt.Sprint(p)}
		}
	}()
	img, err := convert(c)
	if err != nil {
		return failed(err)
	}
	return Result{Config: configOf(img)}
}

// convert is the converter's image.
func convert(c Case) (*dockerspec.DockerOCIImage, error) {
	platform, err := platforms.Parse(c.platform())
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	out, err := dockerfile2llb.Dockerfile2LLB(ctx, []byte(c.converterText()), dockerfile2llb.ConvertOpt{
		Config: dockerui.Config{
			Target:         c.Target,
			BuildArgs:      maps.Clone(c.Args),
			BuildPlatforms: []ocispecs.Platform{buildPlatform},
		},
		MetaResolver:   resolver{c},
		TargetPlatform: &platform,
	})
	if err != nil {
		return nil, err
	}
	_, err = out.State.Marshal(ctx, llb.Platform(platform))
	return out.Image, err
}

func failed(err error) Result {
	var missing errMissing
	r := Result{Err: err.Error(), Unresolved: errors.As(err, &missing)}
	var at *parser.LocationError
	if errors.As(err, &at) && len(at.Locations) > 0 && len(at.Locations[0]) > 0 {
		ranges := at.Locations[0]
		r.First, r.Last = ranges[0].Start.Line, ranges[len(ranges)-1].End.Line
	}
	return r
}

// errMissing is what a registry says of an image that it does not have.
type errMissing string

func (e errMissing) Error() string { return string(e) + ": not found" }

// resolver serves a case's images to the converter.
type resolver struct{ c Case }

// ResolveImageConfig is llb.ImageMetaResolver.
func (r resolver) ResolveImageConfig(_ context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	os := "linux"
	if opt.ImageOpt != nil && opt.ImageOpt.Platform != nil {
		os = opt.ImageOpt.Platform.OS
	}
	img, ok := r.c.find(ref, os)
	if !ok {
		return "", "", nil, errMissing(ref)
	}
	return ref, "", img, nil
}
