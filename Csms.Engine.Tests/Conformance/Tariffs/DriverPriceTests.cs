using System.Net;
using System.Text.Json.Nodes;
using Csms.Engine.Prices;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Conformance.Charging;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Conformance.Tariffs;

