import { expect } from "chai";

import { at, useWorld } from "../fixture.ts";

const ROOT = "https://www.ncei.noaa.gov/access/services/data/v1?dataset=daily-summaries&stations=USW00024233";
const url = (start: string, end = start, more = "&units=metric&format=json") =>
  `${ROOT}&startDate=${start}&endDate=${end}&dataTypes=TMAX,TMIN,PRCP${more}`;

describe("ncei", () => {
  const fixture = useWorld("2015-06-20T06:00:00Z");
  const get = (address: string) => fixture.clients[0]!.get(address);

  it("answers the station's record in padded strings", async () => {
    expect((await get(url("2012-01-02"))).json()).to.deep.equal([
      { DATE: "2012-01-02", STATION: "USW00024233", TMAX: "   10.6", TMIN: "    2.8", PRCP: "   10.9" },
    ]);
  });

  it("answers tenths when no units are given, and US units when asked", async () => {
    const [tenths] = (await get(url("2012-01-02", "2012-01-02", "&format=json"))).json();
    expect(tenths).to.include({ TMAX: "  106", TMIN: "   28", PRCP: "  109" });
    const [standard] = (await get(url("2012-01-02", "2012-01-02", "&units=standard&format=json"))).json();
    expect(standard).to.include({ TMAX: "     51", TMIN: "     37", PRCP: "   0.43" });
  });

  it("leaves out what was not asked for and what it does not know", async () => {
    const [row] = (await get(url("2012-01-02").replace("TMAX,TMIN,PRCP", "TMAX,SNOW"))).json();
    expect(Object.keys(row)).to.deep.equal(["DATE", "STATION", "TMAX"]);
  });

  it("has no row until three days after the station's day has ended", async () => {
    const rowsAt = async (time: string) => {
      fixture.now = at(time);
      return (await get(url("2015-06-10"))).json().length;
    };
    expect(await rowsAt("2015-06-14T07:59:59Z")).to.equal(0);
    expect(await rowsAt("2015-06-14T08:00:00Z")).to.equal(1);
  });

  it("answers CSV unless told otherwise", async () => {
    const { headers, body } = await get(url("2012-01-02", "2012-01-02", "&units=metric"));
    expect(headers["content-type"]).to.match(/^text\/csv/);
    expect(body).to.equal(
      '"STATION","DATE","TMAX","TMIN","PRCP"\n"USW00024233","2012-01-02","   10.6","    2.8","   10.9"\n',
    );
  });

  it("refuses in its own words", async () => {
    const { status, json } = await get(url("yesterday"));
    expect(status).to.equal(400);
    expect(json()).to.include({ errorCode: 400 });
    expect(json().errors[0].field).to.equal("startDate");
    expect((await get(url("2012-01-02", "2012-01-02", "&units=feet"))).json().errors[0].field).to.equal("units");
  });
});
