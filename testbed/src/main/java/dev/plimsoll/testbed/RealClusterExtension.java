package dev.plimsoll.testbed;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Carries out {@link RealCluster}. */
final class RealClusterExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RealClusterExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        ControlPlane controlPlane = controlPlane(context);
        boolean nested = context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        if (!nested) {
            controlPlane.keepNothing();
        }
        controlPlane.reset();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext ofClass = ofClass(context);
        Store store = ofClass.getStore(NAMESPACE);
        if (store.get(ofClass.getUniqueId()) == null) {
            // The first test: the @BeforeAll methods have run by now, and their work is to stay.
            store.put(ofClass.getUniqueId(), true);
            controlPlane(context).keep();
        } else {
            controlPlane(context).reset();
        }
    }

    /** A run of a parameterized test has the context of its method between itself and the class. */
    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                ? context
                : ofClass(context.getParent().orElseThrow());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == FleetFiller.class || type == NodeHand.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ControlPlane controlPlane = controlPlane(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == FleetFiller.class) {
            return new FleetFiller(controlPlane);
        }
        return type == NodeHand.class ? new NodeHand(controlPlane) : controlPlane;
    }

    /** The root store closes the control plane after the last test class. */
    private static ControlPlane controlPlane(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ControlPlane.class, _ -> ControlPlane.start(), ControlPlane.class);
    }
}
