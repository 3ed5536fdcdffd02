using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Functions.Tests.Http;

/// <summary>An invocation for tests of middleware; of an HTTP function when it has a request.</summary>
internal sealed class FakeInvocation : FunctionContext
{
    public FakeInvocation(HttpContext? http)
    {
        if (http is not null)
        {
            Features.Set(http);
        }
    }

    public override string InvocationId => "invocation-1";
    public override string FunctionId => "1";
    public override TraceContext TraceContext { get; } = new FakeTrace();
    public override BindingContext BindingContext => throw new NotSupportedException();
    public override RetryContext RetryContext => throw new NotSupportedException();
    public override IServiceProvider InstanceServices { get; set; } = null!;
    public override FunctionDefinition FunctionDefinition { get; } = new FakeDefinition();
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
    public override IInvocationFeatures Features { get; } = new FakeFeatures();

    private sealed class FakeTrace : TraceContext
    {
        public override string TraceParent => "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        public override string TraceState => "";
    }

    private sealed class FakeDefinition : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];
        public override string PathToAssembly => "";
        public override string EntryPoint => "";
        public override string Id => "1";
        public override string Name => "Test";
        public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
            ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => InputBindings;
    }

    private sealed class FakeFeatures : Dictionary<Type, object>, IInvocationFeatures
    {
        public void Set<T>(T instance) => this[typeof(T)] = instance!;

        public T? Get<T>() => TryGetValue(typeof(T), out var found) ? (T)found : default;
    }
}
