using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The start of an app: its functions are those of the assembly that calls <see cref="CreateBuilder"/>.</summary>
public class FunctionsApplication
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(args, Assembly.GetCallingAssembly());
}
