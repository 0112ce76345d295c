package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A server ends when it is told to, and what is under way is finished.
func TestServeEndsWhenItIsToldTo(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		stop()
		time.Sleep(50 * time.Millisecond)
		_, _ = io.WriteString(w, "whole")
	})
	done := make(chan error)
	go func() { done <- serveUntil(ctx, l, slow) }()
	res, err := http.Get("http://" + l.Addr().String())
	require.NoError(t, err)
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	assert.Equal(t, "whole", string(body))
	assert.NoError(t, <-done)
}
