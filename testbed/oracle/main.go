// Answers what a pod's effective requests, limits and QoS class are, by the code of the scheduler and of the API
// server: one Pod as JSON a line in, one line of JSON out. Amounts too large for 64 bits are cut to the largest.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"

	v1 "k8s.io/api/core/v1"
	quantity "k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/component-helpers/resource"
	"k8s.io/kubernetes/pkg/apis/core/v1/helper/qos"
)

type amounts struct {
	CPUMillis   int64 `json:"cpuMillis"`
	MemoryBytes int64 `json:"memoryBytes"`
}

type answer struct {
	Requests amounts        `json:"requests"`
	Limits   amounts        `json:"limits"`
	QOS      v1.PodQOSClass `json:"qosClass"`
}

func scaled(q quantity.Quantity, scale quantity.Scale) int64 {
	if q.Cmp(*quantity.NewScaledQuantity(math.MaxInt64, scale)) > 0 {
		return math.MaxInt64
	}
	return q.ScaledValue(scale)
}

func of(list v1.ResourceList) amounts {
	return amounts{scaled(list[v1.ResourceCPU], quantity.Milli), scaled(list[v1.ResourceMemory], 0)}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for options := (resource.PodResourcesOptions{UseStatusResources: true}); lines.Scan(); {
		var pod v1.Pod
		if err := json.Unmarshal(lines.Bytes(), &pod); err != nil {
			fmt.Fprintf(out, "{\"error\": %q}\n", err.Error())
			continue
		}
		line, _ := json.Marshal(answer{
			of(resource.PodRequests(&pod, options)), of(resource.PodLimits(&pod, options)), qos.GetPodQOS(&pod)})
		fmt.Fprintf(out, "%s\n", line)
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
