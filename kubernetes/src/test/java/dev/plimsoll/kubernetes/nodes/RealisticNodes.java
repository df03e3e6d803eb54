package dev.plimsoll.kubernetes.nodes;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes nodes as EKS and Karpenter have them, with the managed fields of four managers and thirty
 * images, of which nothing is to be kept.
 */
final class RealisticNodes {

    private RealisticNodes() {}

    static String list(int count) {
        return "{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"9\"},"
                   + "\"items\":["
                + IntStream.range(0, count)
                        .mapToObj(RealisticNodes::node)
                        .collect(Collectors.joining(","))
                + "]}";
    }

    static String name(int index) {
        return "ip-10-%d-%d-%d.ap-northeast-2.compute.internal"
                .formatted(index >> 16, (index >> 8) & 255, index & 255);
    }

    static String node(int index) {
        String name = name(index);
        return """
        {"metadata":{"name":"%1$s","uid":"%2$08x-1f6e-4c6b-9f0e-6f1d2a3b4c5d","resourceVersion":"%3$d",\
        "creationTimestamp":"2026-11-22T00:00:00Z",\
        "labels":{"beta.kubernetes.io/arch":"amd64","beta.kubernetes.io/instance-type":"m5.xlarge",\
        "beta.kubernetes.io/os":"linux","eks.amazonaws.com/capacityType":"ON_DEMAND",\
        "failure-domain.beta.kubernetes.io/region":"ap-northeast-2",\
        "failure-domain.beta.kubernetes.io/zone":"%4$s",\
        "k8s.io/cloud-provider-aws":"8e1cff2b7b1ef40a7d2b7f1c6f5ff4a9",\
        "karpenter.k8s.aws/ec2nodeclass":"default","karpenter.k8s.aws/instance-category":"m",\
        "karpenter.k8s.aws/instance-cpu":"4","karpenter.k8s.aws/instance-family":"m5",\
        "karpenter.k8s.aws/instance-generation":"5","karpenter.k8s.aws/instance-memory":"16384",\
        "karpenter.k8s.aws/instance-size":"xlarge","karpenter.sh/capacity-type":"on-demand",\
        "karpenter.sh/initialized":"true","karpenter.sh/nodepool":"default",\
        "karpenter.sh/registered":"true","kubernetes.io/arch":"amd64","kubernetes.io/hostname":"%1$s",\
        "kubernetes.io/os":"linux","node.kubernetes.io/instance-type":"m5.xlarge",\
        "topology.k8s.aws/zone-id":"apne2-az1","topology.kubernetes.io/region":"ap-northeast-2",\
        "topology.kubernetes.io/zone":"%4$s"},\
        "annotations":{"alpha.kubernetes.io/provided-node-ip":"10.0.0.1",\
        "csi.volume.kubernetes.io/nodeid":"{\\"ebs.csi.aws.com\\":\\"i-0%2$016x\\"}",\
        "karpenter.sh/nodepool-hash":"1234567890123456789","node.alpha.kubernetes.io/ttl":"0",\
        "volumes.kubernetes.io/controller-managed-attach-detach":"true"},\
        "finalizers":["karpenter.sh/termination"],\
        "managedFields":[%5$s]},\
        "spec":{"providerID":"aws:///%4$s/i-0%2$016x",\
        "taints":[{"key":"dedicated","value":"web","effect":"NoSchedule"}]},\
        "status":{"capacity":{"cpu":"4","memory":"15907536Ki","pods":"58"},\
        "allocatable":{"cpu":"3920m","memory":"14162Mi","pods":"58"},\
        "conditions":[%6$s],\
        "addresses":[{"type":"InternalIP","address":"10.0.0.1"},{"type":"Hostname","address":"%1$s"}],\
        "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}},\
        "nodeInfo":{"machineID":"ec2","systemUUID":"ec2","bootID":"b","kernelVersion":"6.12",\
        "osImage":"Amazon Linux 2023","containerRuntimeVersion":"containerd://2.1.5",\
        "kubeletVersion":"v1.34.4","kubeProxyVersion":"","operatingSystem":"linux","architecture":"amd64"},\
        "images":[%7$s]}}\
        """
                .formatted(
                        name,
                        index,
                        1_000_000 + index,
                        "ap-northeast-2" + "abc".charAt(index % 3),
                        managedFields(),
                        conditions(),
                        images(index));
    }

    private static String managedFields() {
        String labels =
                IntStream.range(0, 24)
                        .mapToObj("\"f:label-%d.kubernetes.io/name\":{}"::formatted)
                        .collect(Collectors.joining(","));
        String one =
                "{\"manager\":\"kubelet\",\"operation\":\"Update\",\"apiVersion\":\"v1\","
                    + "\"time\":\"2026-11-22T00:00:00Z\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":"
                    + "{\"f:metadata\":{\"f:annotations\":{\".\":{}},\"f:labels\":{\".\":{},"
                        + labels
                        + "}},\"f:status\":{\"f:conditions\":{\"k:{\\\"type\\\":\\\"Ready\\\"}\":"
                        + "{\"f:lastHeartbeatTime\":{},\"f:reason\":{}}}}}}";
        return String.join(",", one, one, one, one);
    }

    private static String conditions() {
        String condition =
                "{\"type\":\"%s\",\"status\":\"%s\",\"lastHeartbeatTime\":\"2026-11-22T00:05:00Z\","
                    + "\"lastTransitionTime\":\"2026-11-22T00:00:20Z\",\"reason\":\"Kubelet%s\",\"message\":\"kubelet"
                    + " has something to say of %s\"}";
        return String.join(
                ",",
                condition.formatted("MemoryPressure", "False", "Memory", "memory"),
                condition.formatted("DiskPressure", "False", "Disk", "disk"),
                condition.formatted("PIDPressure", "False", "PID", "processes"),
                condition.formatted("Ready", "True", "Ready", "itself"));
    }

    private static String images(int index) {
        return IntStream.range(0, 30)
                .mapToObj(i ->
                        "{\"names\":[\"602401143452.dkr.ecr.ap-northeast-2.amazonaws.com/app-%d@sha256:%064x\",\"602401143452.dkr.ecr.ap-northeast-2.amazonaws.com/app-%d:v1.%d\"],\"sizeBytes\":%d}"
                                .formatted(i, 31L * i + index, i, i, 1_000_000 * i))
                .collect(Collectors.joining(","));
    }
}
