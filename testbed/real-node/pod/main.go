// The one program of the real node's pods, of its sandboxes too: it waits until it is asked to end, and takes its leave
// as a service does that still serves the requests it has. Called with a path, it instead writes an image of itself
// there, as `docker save` would, for there is neither a registry nor a Docker.
package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

const image = "plimsoll.dev/testbed/pod:1"

func main() {
	if len(os.Args) > 1 && os.Getpid() != 1 {
		if err := save(os.Args[1]); err != nil {
			log.Fatal(err)
		}
		return
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGINT)
	fmt.Println("ready", time.Now().UTC().Format(time.RFC3339))
	<-asked
	fmt.Println("leaving", time.Now().UTC().Format(time.RFC3339))
	if pause, err := time.ParseDuration(os.Getenv("LEAVES_AFTER")); err == nil {
		time.Sleep(pause)
	}
}

func save(path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	program, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	layer, err := archive(entry{"pod", 0o755, program})
	if err != nil {
		return err
	}
	config, err := json.Marshal(map[string]any{
		"architecture": runtime.GOARCH,
		"os":           "linux",
		"config":       map[string]any{"Entrypoint": []string{"/pod"}},
		"rootfs":       map[string]any{"type": "layers", "diff_ids": []string{fmt.Sprintf("sha256:%x", sha256.Sum256(layer))}},
	})
	if err != nil {
		return err
	}
	manifest, err := json.Marshal([]map[string]any{
		{"Config": "config.json", "RepoTags": []string{image}, "Layers": []string{"layer.tar"}},
	})
	if err != nil {
		return err
	}
	all, err := archive(
		entry{"layer.tar", 0o644, layer}, entry{"config.json", 0o644, config}, entry{"manifest.json", 0o644, manifest})
	if err != nil {
		return err
	}
	return os.WriteFile(path, all, 0o644)
}

type entry struct {
	name    string
	mode    int64
	content []byte
}

func archive(entries ...entry) ([]byte, error) {
	var all bytes.Buffer
	writer := tar.NewWriter(&all)
	for _, each := range entries {
		header := &tar.Header{Name: each.name, Mode: each.mode, Size: int64(len(each.content))}
		if err := writer.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := writer.Write(each.content); err != nil {
			return nil, err
		}
	}
	err := writer.Close()
	return all.Bytes(), err
}
