package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"explain/playground"
)

const serveHelp = `explain serve is the playground on this machine: the same engine in a page in
your browser. Nothing leaves the machine; Ctrl-C ends it.

  explain serve --open
  explain serve --addr 127.0.0.1:8080
`

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var open bool
	cmd := &cobra.Command{
		Use: "serve", Short: "the playground, on this machine", Long: serveHelp,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.serve(addr, open) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:0", "`HOST:PORT` to listen on; port 0 takes a free one")
	cmd.Flags().BoolVar(&open, "open", false, "open it in the browser")
	return cmd
}

// serve serves the page until it is interrupted.
func (a *app) serve(addr string, open bool) error {
	page, err := playground.Handler()
	if errors.Is(err, playground.ErrNoPage) {
		return usage("get one that has it: make build, in explain's source (Go, Node and npm are needed); bin/explain then serves it", "%s", err)
	}
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return usage("write it as 127.0.0.1:8080, or 127.0.0.1:0 for a free port", "--addr %s is no HOST:PORT", addr)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return unreadable("choose another --addr; port 0 takes a free one", "cannot listen on %s: %s", addr, err)
	}
	url := "http://" + l.Addr().String() + "/"
	fmt.Fprintf(a.stdout, "explain is at %s (Ctrl-C ends it)\n", url)
	if open {
		if err := openBrowser(url); err != nil {
			fmt.Fprintf(a.stderr, "explain: cannot open a browser: %s; open the address by hand\n", err)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return serveUntil(ctx, l, page)
}

// serveUntil serves until ctx is done, then lets what is under way finish.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		return s.Shutdown(ctx)
	}
}

// openBrowser hands an address to whatever opens addresses here.
func openBrowser(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	return exec.Command(name, args...).Start()
}
