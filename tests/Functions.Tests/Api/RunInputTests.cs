using System.Net;
using System.Text;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class RunInputTests(ApiFixture api) : IAsyncLifetime
{
    private const string Runs = "/api/workspaces/default/runs";

    public async Task InitializeAsync()
    {
        await PutAsync("ok.ipynb", """{"nbformat":4,"metadata":{},"cells":[]}""");
        await PutAsync("text.ipynb", "no json");
        await PutAsync("half.ipynb", """{"nbformat":4,"metadata":{"\ud800":1},"cells":[]}""");
        await PutAsync("json.ipynb", "{}");
        await PutAsync("old.ipynb", """{"nbformat":3,"worksheets":[]}""");
        await PutAsync("big.ipynb", new string(' ', ApiFixture.MaxNotebookBytes + 1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("{}", "notebook")]
    [InlineData("""{"notebook":null}""", "notebook")]
    [InlineData("""{"notebook":7}""", "notebook")]
    [InlineData("""{"notebook":""}""", "notebook")]
    [InlineData("""{"notebook":"../ok.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"/ok.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"a\\ok.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"ok.txt"}""", "notebook")]
    [InlineData("""{"notebook":"missing.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"text.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"half.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"ok.ipynb","parameters":{"a":"\ud800"}}""", "parameters")]
    [InlineData("""{"notebook":"\ud800"}""", "notebook")]
    [InlineData("""{"notebook":"json.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"old.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"big.ipynb"}""", "notebook")]
    [InlineData("""{"notebook":"ok.ipynb","parameters":[]}""", "parameters")]
    [InlineData("""{"notebook":"ok.ipynb","environment":"eo:1999.01"}""", "environment")]
    [InlineData("""{"notebook":"ok.ipynb","environment":{}}""", "environment")]
    [InlineData("""{"notebook":"ok.ipynb","flavor":"huge"}""", "flavor")]
    [InlineData("""{"notebook":"ok.ipynb","flavor":"gpu"}""", "flavor")]
    [InlineData("""{"notebook":"ok.ipynb","flavor":true}""", "flavor")]
    [InlineData("""{"notebook":"ok.ipynb","kernel":"a b;c"}""", "kernel")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":60}""", "timeouts")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":{"runSeconds":0}}""", "timeouts.runSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":{"runSeconds":100000}}""", "timeouts.runSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":{"cellSeconds":1.5}}""", "timeouts.cellSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":{"startSeconds":"1"}}""", "timeouts.startSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","timeouts":{"idleSeconds":1}}""", "timeouts.idleSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","priority":"urgent"}""", "priority")]
    [InlineData("""{"notebook":"ok.ipynb","priority":7}""", "priority")]
    [InlineData("""{"notebook":"ok.ipynb","retry":true}""", "retry")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"maxAttempts":0}}""", "retry.maxAttempts")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"maxAttempts":11}}""", "retry.maxAttempts")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"backoffSeconds":0}}""", "retry.backoffSeconds")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"on":"preempted"}}""", "retry.on")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"on":["cancelled"]}}""", "retry.on")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"on":["preempted","preempted"]}}""", "retry.on")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"onOutOfMemory":"more"}}""", "retry.onOutOfMemory")]
    [InlineData("""{"notebook":"ok.ipynb","retry":{"times":3}}""", "retry.times")]
    [InlineData("""{"notebook":"ok.ipynb","cpu":4}""", "cpu")]
    [InlineData("""{"Notebook":"ok.ipynb"}""", "Notebook notebook")]
    [InlineData("""{"notebook":"ok.ipynb","notebook":"ok.ipynb"}""", "body")]
    [InlineData("""{"notebook":"ok.ipynb","parameters":{"a":}}""", "parameters.a")]
    [InlineData("""{"git":7}""", "git")]
    [InlineData("""{"git":{}}""", "git.path git.url")]
    [InlineData("""{"notebook":"ok.ipynb","git":{"url":"https://git.example.org/a.git","path":"a.ipynb"}}""", "git")]
    [InlineData("""{"git":{"url":"git@git.example.org:a.git","path":"a.ipynb"}}""", "git.url")]
    [InlineData("""{"git":{"url":"file:///etc","path":"a.ipynb"}}""", "git.url")]
    [InlineData("""{"git":{"url":"https://me:secret@git.example.org/a.git","path":"a.ipynb"}}""", "git.url")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git?x=1","path":"a.ipynb"}}""", "git.url")]
    [InlineData("""{"git":{"url":"https://git.example.org","path":"a.ipynb"}}""", "git.url")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"../a.ipynb"}}""", "git.path")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.py"}}""", "git.path")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.ipynb","revision":"--upload-pack=x"}}""", "git.revision")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.ipynb","revision":"a..b"}}""", "git.revision")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.ipynb","revision":"a:b"}}""", "git.revision")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.ipynb","credential":"NONE"}}""", "git.credential")]
    [InlineData("""{"git":{"url":"https://git.example.org/a.git","path":"a.ipynb","branch":"x"}}""", "git.branch")]
    [InlineData("[]", "body")]
    [InlineData("nothing", "body")]
    [InlineData("", "body")]
    public async Task Create_WrongInput_IsNamed(string body, string names) =>
        Assert.Equal(names, (await PostAsync(body).ProblemAsync(400, "invalid-request")).ErrorNames());

    [Fact]
    public async Task Create_ManyFaults_AreNamedAtOnce()
    {
        var problem = await PostAsync(
            """
            {
              "notebook": "missing.ipynb", "parameters": {"a-b": 1}, "environment": "none", "flavor": 1, "kernel": "§",
              "timeouts": {"runSeconds": -1, "x": 1}, "cpu": 4
            }
            """).ProblemAsync(400, "invalid-request");

        Assert.Equal(
            "cpu environment flavor kernel notebook parameters.a-b timeouts.runSeconds timeouts.x", problem.ErrorNames());
        Assert.Contains("'missing.ipynb'", problem["errors"]!["notebook"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("eo:2026.11", problem["errors"]!["environment"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"1a":1,"ok":2,"import":3}""", "parameters.1a parameters.import")]
    [InlineData("""{"a":1e999}""", "parameters.a")]
    [InlineData("""{"a":NaN}""", "parameters.a")]
    [InlineData("""{"b":{"c":[1,-Infinity]}}""", "parameters.b.c")]
    public async Task Create_ImpossibleParameters_AreNamed(string parameters, string names)
    {
        var problem = await PostAsync("""{"notebook":"ok.ipynb","parameters":""" + parameters + "}")
            .ProblemAsync(422, "invalid-parameters");

        Assert.Equal(names, problem.ErrorNames());
    }

    [Fact]
    public async Task Create_TooManyParameters_IsUnprocessable()
    {
        var problem = await PostAsync("""{"notebook":"ok.ipynb","parameters":{"a":"@"}}""".Replace("@", new string('x', 1_000)))
            .ProblemAsync(422, "invalid-parameters");

        Assert.Equal("parameters", problem.ErrorNames());
    }

    [Fact]
    public async Task Create_BodyOverTheLimit_IsTooLarge() =>
        await PostAsync($$"""{"notebook":"{{new string('x', 2_000_001)}}"}""").ProblemAsync(413, "too-large");

    [Fact]
    public async Task Create_OtherContentType_IsUnsupported() =>
        await api.Client.PostAsync(new Uri(Runs, UriKind.Relative), new StringContent("a=b"))
            .ProblemAsync(415, "unsupported-media-type");

    [Fact]
    public async Task Form_ManyFaults_AreNamedAtOnce()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("no json"), "notebook", "upload.ipynb" },
            { new StringContent("none"), "flavor" },
            { new StringContent("1"), "speed" },
            { new StringContent("x"), "extra", "extra.txt" },
            { new StringContent("""{"runSeconds":"soon"}"""), "timeouts" },
        };

        var problem = await api.Client.PostAsync(new Uri(Runs, UriKind.Relative), form).ProblemAsync(400, "invalid-request");

        Assert.Equal("extra flavor notebook speed timeouts.runSeconds", problem.ErrorNames());
    }

    [Theory]
    [InlineData("parameters", "{", 400, "invalid-request", "parameters")]
    [InlineData("parameters", "[]", 400, "invalid-request", "parameters")]
    [InlineData("parameters", """{"a":NaN}""", 422, "invalid-parameters", "parameters.a")]
    [InlineData("request", "7", 400, "invalid-request", "body")]
    public async Task Form_BadJson_IsNamed(string field, string value, int status, string code, string names)
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("""{"nbformat":4,"cells":[]}"""), "notebook", "upload.ipynb" },
            { new StringContent(value), field },
        };

        var problem = await api.Client.PostAsync(new Uri(Runs, UriKind.Relative), form).ProblemAsync(status, code);

        Assert.Equal(names, problem.ErrorNames());
    }

    [Theory]
    [InlineData("limit=0&state=done&cursor=x&order=asc", "cursor limit order state")]
    [InlineData("state=Running", "state")]
    [InlineData("limit=201", "limit")]
    [InlineData("notebook=%01", "notebook")]
    [InlineData("limit=1&limit=2", "limit")]
    public async Task List_BadQuery_IsNamed(string query, string names) => Assert.Equal(
        names,
        (await api.Client.GetAsync(new Uri($"{Runs}?{query}", UriKind.Relative)).ProblemAsync(400, "invalid-request"))
            .ErrorNames());

    [Theory]
    [InlineData("01kb3000000000000000000000")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("not-an-id")]
    public async Task Get_UnknownRun_IsNamed(string id)
    {
        foreach (var part in (string[])["", "/log", "/notebook", "/html", "/outputs", "/outputs/a.tif"])
        {
            var problem = await api.Client.GetAsync(new Uri($"{Runs}/{id}{part}", UriKind.Relative))
                .ProblemAsync(404, "not-found");
            Assert.Contains($"'{id}'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string body) => api.Client.PostAsync(
        new Uri(Runs, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task PutAsync(string path, string content)
    {
        using var answer = await api.Client.PutAsync(
            new Uri($"/api/workspaces/default/files/{path}", UriKind.Relative), new StringContent(content));
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK);
    }
}
