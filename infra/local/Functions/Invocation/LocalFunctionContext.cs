using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Invocation;

internal sealed class LocalFunctionContext(
    FunctionDescriptor function, InvocationState state, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    private readonly LocalBindingContext _bindings = new(state.BindingData);
    private FunctionDefinition? _definition;

    public FunctionDescriptor Function => function;

    public InvocationState State => state;

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Name;

    public override TraceContext TraceContext { get; } = new LocalTraceContext(Activity.Current);

    public override BindingContext BindingContext => _bindings;

    public override RetryContext RetryContext { get; } = new LocalRetryContext();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => _definition ??= new LocalFunctionDefinition(function);

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new LocalInvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class LocalTraceContext(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }

    /// <summary>No retry attributes are supported.</summary>
    private sealed class LocalRetryContext : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }
}
