package dev.plimsoll.drain;

import dev.plimsoll.testbed.ControlPlane;
import java.time.Duration;
import org.awaitility.Awaitility;

/** NodeClaims without a Karpenter: their definition leaves every field to whoever writes it. */
record Claims(ControlPlane controlPlane) {

    /** Makes the claim of a machine. */
    void add(String name, String providerId) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: nodeclaims.karpenter.sh}
                        spec:
                          group: karpenter.sh
                          scope: Cluster
                          names: {kind: NodeClaim, listKind: NodeClaimList, plural: nodeclaims, singular: nodeclaim}
                          versions:
                          - name: v1
                            served: true
                            storage: true
                            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                        """)
                .serverSideApply();
        String claim =
                """
                apiVersion: karpenter.sh/v1
                kind: NodeClaim
                metadata: {name: %s}
                status: {providerID: "%s"}
                """
                        .formatted(name, providerId);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> controlPlane.client().resource(claim).serverSideApply() != null);
    }
}
