package dev.plimsoll.testbed;

import java.time.Instant;
import java.util.UUID;

/**
 * One node as EKS and Karpenter would have made it: an m5.xlarge in ap-northeast-2, Ready from
 * birth, played by kwok.
 *
 * @param index the number of the node in its fleet, 0 to 62,499; decides its name, address and zone
 * @param born when it came into the world, in whole seconds; the API server replaces it by its own
 *     time
 */
record NodeSpec(int index, Instant born) {
    static final int MAX_PODS = 58;
    private static final String REGION = "ap-northeast-2";
    private static final int HOSTS = 250;

    String address() {
        return "10.0." + index / HOSTS + "." + (index % HOSTS + 4);
    }

    String name() {
        return "ip-" + address().replace('.', '-') + "." + REGION + ".compute.internal";
    }

    String zone() {
        return REGION + "abc".charAt(index % 3);
    }

    /** Returns an EC2 instance id that looks drawn at random and is the same for the same node. */
    String instanceId() {
        long bits = (index + 1) * 0x9E3779B97F4A7C15L;
        return "i-0%016x".formatted(bits ^ (bits >>> 29));
    }

    String json() {
        return """
        {"apiVersion": "v1", "kind": "Node",
         "metadata": {"name": "%1$s", "uid": "%2$s", "creationTimestamp": "%3$s",
          "annotations": {"kwok.x-k8s.io/node": "fake", "karpenter.sh/nodepool-hash-version": "v3"},
          "labels": {%4$s}},
         "spec": {"providerID": "aws:///%5$s/%6$s"},
         "status": {
          "addresses": [{"type": "InternalIP", "address": "%7$s"}, {"type": "Hostname", "address": "%1$s"}],
          "capacity": {"cpu": "4", "ephemeral-storage": "83873772Ki", "memory": "15907536Ki", "pods": "58"},
          "allocatable": {"cpu": "3920m", "ephemeral-storage": "76224326324", "memory": "14162Mi", "pods": "58"},
          "conditions": [%8$s],
          "nodeInfo": {
           "architecture": "amd64", "bootID": "", "containerRuntimeVersion": "containerd://2.1.5",
           "kernelVersion": "6.12.46-66.121.amzn2023.x86_64", "kubeProxyVersion": "v1.34.4",
           "kubeletVersion": "v1.34.4-eks-f69f56f", "machineID": "", "operatingSystem": "linux",
           "osImage": "Amazon Linux 2023", "systemUUID": ""},
          "phase": "Running"}}
        """
                .formatted(
                        name(),
                        UUID.randomUUID(),
                        born,
                        labels(),
                        zone(),
                        instanceId(),
                        address(),
                        conditions());
    }

    private String labels() {
        return """
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/instance-type": "m5.xlarge",
        "beta.kubernetes.io/os": "linux",
        "eks.amazonaws.com/capacityType": "ON_DEMAND",
        "failure-domain.beta.kubernetes.io/region": "%1$s",
        "failure-domain.beta.kubernetes.io/zone": "%2$s",
        "k8s.io/cloud-provider-aws": "8e1cff2b7b1ef40a7d2b7f1c6f5ff4a9",
        "karpenter.k8s.aws/ec2nodeclass": "default",
        "karpenter.k8s.aws/instance-category": "m",
        "karpenter.k8s.aws/instance-cpu": "4",
        "karpenter.k8s.aws/instance-family": "m5",
        "karpenter.k8s.aws/instance-generation": "5",
        "karpenter.k8s.aws/instance-memory": "16384",
        "karpenter.k8s.aws/instance-size": "xlarge",
        "karpenter.sh/capacity-type": "on-demand",
        "karpenter.sh/initialized": "true",
        "karpenter.sh/nodepool": "default",
        "karpenter.sh/registered": "true",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": "%3$s",
        "kubernetes.io/os": "linux",
        "node.kubernetes.io/instance-type": "m5.xlarge",
        "topology.k8s.aws/zone-id": "apne2-az%4$d",
        "topology.kubernetes.io/region": "%1$s",
        "topology.kubernetes.io/zone": "%2$s"
        """
                .formatted(REGION, zone(), name(), index % 3 + 1);
    }

    private String conditions() {
        return condition("MemoryPressure", "False", "KubeletHasSufficientMemory")
                + ","
                + condition("DiskPressure", "False", "KubeletHasNoDiskPressure")
                + ","
                + condition("PIDPressure", "False", "KubeletHasSufficientPID")
                + ","
                + condition("Ready", "True", "KubeletReady");
    }

    private String condition(String type, String status, String reason) {
        return """
        {"type": "%1$s", "status": "%2$s", "reason": "%3$s", "lastHeartbeatTime": "%4$s", "lastTransitionTime": "%4$s"}
        """
                .formatted(type, status, reason, born);
    }
}
