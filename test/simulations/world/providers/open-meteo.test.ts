import { expect } from "chai";

import { weatherRecord } from "../../../../simulations/world/data.ts";
import { dayOf } from "../../../../simulations/world/days.ts";
import { at, useWorld } from "../fixture.ts";

const ROOT = "https://archive-api.open-meteo.com/v1/archive?latitude=47.45&longitude=-122.31&models=era5&timezone=GMT";
const url = (start: string, end = start) =>
  `${ROOT}&start_date=${start}&end_date=${end}&daily=temperature_2m_max,temperature_2m_min,precipitation_sum`;

describe("open-meteo", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string) => fixture.clients[0]!.get(address);

  it("answers columns of numbers under the names asked for", async () => {
    const { status, json } = await get(url("2015-06-10"));
    const { daily, daily_units, ...rest } = json();
    expect(status).to.equal(200);
    expect(daily.time).to.deep.equal(["2015-06-10"]);
    expect(Object.keys(daily)).to.deep.equal(["time", "temperature_2m_max", "temperature_2m_min", "precipitation_sum"]);
    expect(daily_units).to.deep.equal({
      time: "iso8601",
      temperature_2m_max: "°C",
      temperature_2m_min: "°C",
      precipitation_sum: "mm",
    });
    expect(rest).to.include({
      latitude: 47.48,
      longitude: -122.29,
      utc_offset_seconds: 0,
      timezone: "GMT",
      elevation: 111,
    });
  });

  it("differs from the station by at most 0.3 degrees", async () => {
    const { daily } = (await get(url("2015-01-01", "2015-05-31"))).json();
    const gaps = daily.temperature_2m_max.map((value: number, index: number) => {
      const station = weatherRecord().get(dayOf(at("2015-01-01")) + index)!.maximum;
      return Math.abs(Math.round(value * 10) - station);
    });
    expect(Math.max(...gaps)).to.equal(3);
    expect(Math.min(...gaps)).to.equal(0);
  });

  it("has a member that no two answers need share", async () => {
    const [one, other] = await Promise.all(fixture.clients.map((client) => client.get(url("2015-06-10"))));
    expect(one!.json().generationtime_ms).not.to.equal(other!.json().generationtime_ms);
    expect(one!.json().daily).to.deep.equal(other!.json().daily);
  });

  it("answers null until five days after the day's end", async () => {
    const valueAt = async (time: string) => {
      fixture.now = at(time);
      return (await get(url("2015-06-14"))).json().daily.temperature_2m_max[0];
    };
    expect(await valueAt("2015-06-19T23:59:59Z")).to.equal(null);
    expect(await valueAt("2015-06-20T00:00:00Z")).to.be.a("number");
  });

  it("refuses in its own words", async () => {
    const future = await get(url("2015-06-21"));
    expect([future.status, future.json()]).to.deep.equal([
      400,
      { error: true, reason: "Parameter 'start_date' is out of allowed range from 1940-01-01 to 2015-06-20" },
    ]);
    expect((await get(url("2015-06-31"))).json()).to.include({ error: true });
    expect((await get(url("2015-06-02", "2015-06-01"))).status).to.equal(400);
  });

  it("says what it has no record of", async () => {
    const cases: [string, string][] = [
      [url("2015-06-10").replace("47.45", "10"), "Seattle-Tacoma"],
      [url("2015-06-10").replace("models=era5", "models=best_match"), "models=era5"],
      [url("2015-06-10").replace("GMT", "auto"), "timezone=GMT"],
      [url("2015-06-10").replace("precipitation_sum", "sunrise"), "of the daily variables it has"],
      [url("2011-12-31"), "its weather runs from 2012-01-01 to 2015-12-31"],
    ];
    for (const [address, why] of cases) {
      const { status, json } = await get(address);
      expect(status).to.equal(599);
      expect(json().why).to.include(why);
    }
  });
});
