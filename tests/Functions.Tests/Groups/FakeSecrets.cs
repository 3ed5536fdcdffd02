using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Functions.Tests.Groups;

/// <summary>The same secrets in every workspace; or none that can be read, for a reason.</summary>
internal sealed class FakeSecrets(params ReadSecret[] secrets) : IDeliveredSecrets
{
    public string? Unreadable { get; init; }

    public Task<IReadOnlyList<ReadSecret>> ReadAllAsync(string workspace, CancellationToken cancellationToken) =>
        Unreadable is null
            ? Task.FromResult<IReadOnlyList<ReadSecret>>(secrets)
            : throw new SecretUnreadableException(Unreadable);

    public static ReadSecret Variable(string name, string value) =>
        new() { Name = name, Delivery = SecretDelivery.Environment, Value = value };

    public static ReadSecret File(string name, string value) =>
        new() { Name = name, Delivery = SecretDelivery.File, Value = value };
}
