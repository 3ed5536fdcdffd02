using System.Text;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Agents;

public sealed class AgentAuthenticationTests
{
    private readonly AgentFixture _fixture = new();

    [Theory]
    [InlineData("start")]
    [InlineData("access")]
    [InlineData("events")]
    [InlineData("finish")]
    public async Task Send_NoSignature_IsUnauthorized(string operation)
    {
        var answer = await _fixture.SendAsync(operation, spoil: request => request.Headers.Authorization = default);

        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("CW1")]
    [InlineData("CW1 t=1")]
    [InlineData("CW1 t=x,s=abcd")]
    [InlineData("CW1 s=abcd,t=1")]
    [InlineData("CW1 t=1795348800,s=")]
    [InlineData("CW1 t=1795348800,s=***")]
    [InlineData("CW1 t=99999999999999999999,s=abcd")]
    public async Task Send_MalformedSignature_IsUnauthorized(string header)
    {
        var answer = await _fixture.SendAsync("start", spoil: request => request.Headers.Authorization = header);

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Send_BodyChanged_IsUnauthorized()
    {
        var answer = await _fixture.SendAsync(
            "events",
            new { type = "started" },
            spoil: request => request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"type":"finished"}""")));

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Send_PathOrMethodChanged_IsUnauthorized()
    {
        var path = await _fixture.SendAsync("start", spoil: request => request.Path += "x");
        var method = await _fixture.SendAsync("start", spoil: request => request.Method = "PUT");

        Assert.Equal((401, 401), (path.Status, method.Status));
    }

    [Fact]
    public async Task Send_KeyOfAnotherAttempt_IsUnauthorized()
    {
        var answer = await _fixture.SendAsync("start", spoil: request => request.Headers.Authorization =
            AgentSignature.Create(
                _fixture.Keys.KeyOf(new RunAttempt(_fixture.Run, 2)),
                "POST",
                request.Path,
                _fixture.Time.GetUtcNow(),
                "{}"u8).ToString());

        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData(-16, 401)]
    [InlineData(-14, 200)]
    [InlineData(14, 200)]
    [InlineData(16, 401)]
    public async Task Send_ClockIsOff_IsAcceptedWithinAQuarterOfAnHour(int minutes, int expected)
    {
        var answer = await _fixture.SendAsync("start", spoil: _ =>
        {
            var start = _fixture.Time.Start;
            _fixture.Time.AdjustTime(start.AddMinutes(minutes));
        });

        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("start", 2_000, 413)]
    [InlineData("events", 20_000, 413)]
    [InlineData("access", 200_000, 413)]
    public async Task Send_BodyTooLarge_IsRefused(string operation, int length, int expected)
    {
        var answer = await _fixture.SendAsync(operation, $$"""{"agentVersion":"{{new string('x', length)}}"}""");

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public void Create_KnownInput_IsTheAgreedHeader()
    {
        var signature = AgentSignature.Create(
            Encoding.ASCII.GetBytes("key"), "POST", "/p", DateTimeOffset.FromUnixTimeSeconds(1), "{}"u8);

        Assert.Equal("CW1 t=1,s=nsIqJftTU9LOps3X7Ejaqa8Wz8LL7cUgSRV12m7RYtc", signature.ToString());
    }
}
