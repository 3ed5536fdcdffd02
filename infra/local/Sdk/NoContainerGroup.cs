namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The answer that there is no such group.</summary>
internal sealed class NoContainerGroup(Response answer) : NullableResponse<ContainerGroupResource>
{
    public override bool HasValue => false;

    public override ContainerGroupResource Value => throw new InvalidOperationException("There is no such container group.");

    public override Response GetRawResponse() => answer;
}
