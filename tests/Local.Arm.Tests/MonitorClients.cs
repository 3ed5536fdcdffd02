using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>The typed clients of Azure Monitor on the emulator.</summary>
internal static class MonitorClients
{
    public static MetricsQueryClient Metrics(EmulatorFixture fixture) => new(
        fixture.Emulator.Address,
        new FixedToken(fixture.Emulator.Token),
        new MetricsQueryClientOptions { Transport = new HttpClientTransport(fixture.Api.Http) });

    public static LogsQueryClient Logs(EmulatorFixture fixture) => new(
        fixture.Emulator.Address,
        new FixedToken(fixture.Emulator.Token),
        new LogsQueryClientOptions { Transport = new HttpClientTransport(fixture.Api.Http) });

    private sealed class FixedToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
